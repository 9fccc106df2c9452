package dev.quanbao.platform.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OpenApiTest {

  private static final String SHOWN = "paths.'/op/v2/wire-test/shown'.post.";

  @Test
  void showsWhatAllInterfacesOfTheBackOfficeShare() {
    var description = given().accept("application/json").get("/q/openapi");

    description
        .then()
        .statusCode(200)
        .body(SHOWN + "parameters.name", hasItems("apiVersion", "version"))
        .body(SHOWN + "parameters.find{it.name=='apiVersion'}.schema.default", equalTo("01"))
        .body(SHOWN + "security[0]", hasKey("client"))
        .body(SHOWN + "security[0]", hasKey("sign"))
        .body(SHOWN + "requestBody.content", hasKey("application/json"))
        .body(SHOWN + "responses", hasKey("409"))
        .body("components.securitySchemes.sign.in", equalTo("query"));
  }

  @Test
  void writesRequestFieldsAsTheSeedsDo() {
    var description = given().accept("application/json").get("/q/openapi");

    description
        .then()
        .body("components.schemas.WireRequest.properties", hasKey("AliasCodeType"))
        .body("components.schemas.WireRequest.properties", hasKey("URL"))
        .body("components.schemas.WireRequest.properties", not(hasKey("aliasCodeType")))
        .body("components.schemas.DateInput.type", hasItems("string", "integer"))
        .body("components.schemas.Foot.properties", hasKey("operationTime"));
  }

  @Test
  void describesThePagesOfEveryList() {
    var description = given().accept("application/json").get("/q/openapi");

    for (String list : List.of("/v3/jobs", "/v3/users/{userId}/tickets")) {
      description
          .then()
          .body(parameter(list, "limit") + ".schema.type", equalTo("integer"))
          .body(parameter(list, "limit") + ".schema.minimum", equalTo(1))
          .body(parameter(list, "limit") + ".schema.maximum", equalTo(200))
          .body(parameter(list, "limit") + ".schema.default", equalTo(50))
          .body(parameter(list, "cursor") + ".description", containsString("nextCursor"));
    }
  }

  private static String parameter(String path, String name) {
    return "paths.'%s'.get.parameters.find{it.name=='%s'}".formatted(path, name);
  }
}
