package dev.quanbao.demo;

import io.restassured.path.json.JsonPath;
import io.restassured.path.json.config.JsonPathConfig;
import io.restassured.path.json.config.JsonPathConfig.NumberReturnType;
import io.restassured.response.Response;
import java.util.List;

/** What the service answered. */
public record Answer(int status, String body, Response response) {

  private static final JsonPathConfig EXACT =
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
  @SuppressWarnings("TypeParameterUnusedInFormals") // the test knows what stands there
  public <T> T at(String path) {
    return new JsonPath(body).using(EXACT).get(path);
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
