package dev.quanbao.demo;

import io.restassured.path.json.JsonPath;
import io.restassured.path.json.config.JsonPathConfig;
import io.restassured.path.json.config.JsonPathConfig.NumberReturnType;
import io.restassured.response.Response;
import java.util.List;

/** What the service answered. */
public record Answer(int status, String body, Response response) {

  static final JsonPathConfig EXACT =
      JsonPathConfig.jsonPathConfig().numberReturnType(NumberReturnType.BIG_DECIMAL);

  static Answer to(Response response) {
    return new Answer(response.statusCode(), response.asString(), response);
  }

  /** The same answer, which a test takes for granted. */
  public Answer success() {
    if (status != 200 || code() != 200) {
      throw new IllegalStateException("not granted: " + body);
    }
    return this;
  }

  public int code() {
    return at("code");
  }

  public String message() {
    return at("message");
  }

  /** What stands at a path, as in {@code data.tickets[0].count}. */
  // The test knows what stands there.
  @SuppressWarnings({"TypeParameterUnusedInFormals", "unchecked"})
  public <T> T at(String path) {
    Object read = PlainPath.read(body, path);
    return PlainPath.NOT_PLAIN.equals(read) ? new JsonPath(body).using(EXACT).get(path) : (T) read;
  }

  /** The names of the fields at fault. */
  public List<String> fieldsAtFault() {
    return at("data.field");
  }

  /** The answer without the moment at which it was given. */
  public String bodyButForItsTime() {
    return body.replaceAll("\"operationTime\":\"[^\"]*\"", "");
  }
}
