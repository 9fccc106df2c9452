package dev.quanbao.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainPathTest {

  private static final String BODY =
      """
      {"code":200,"large":12345678901,"larger":123456789012345678901,"price":1.50,"none":null,
       "data":{"names":["a","b"],"empty":[],"tickets":[
         {"count":1,"rule":{"days":[1,2]}},{"count":2.0,"rule":null},{"other":true}]}}
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "code",
        "large",
        "larger",
        "price",
        "none",
        "absent",
        "data",
        "data.names",
        "data.names[1]",
        "data.empty",
        "data.empty.count",
        "data.tickets",
        "data.tickets[0].rule.days[1]",
        "data.tickets[1].rule",
        "data.tickets.count",
        "data.tickets.rule"
      })
  void readsAPlainPathAsRestAssuredDoes(String path) {
    Object read = PlainPath.read(BODY, path);

    Object expected = new JsonPath(BODY).using(Answer.EXACT).get(path);
    assertThat(read).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$",
        "data.names.toSet()",
        "data.names[-1]",
        "data.names[2]",
        "none.name",
        "code.name",
        "data.names.name",
        "data.tickets.rule.days",
        "data..names"
      })
  void leavesOtherPathsToOthers(String path) {
    assertThat(PlainPath.read(BODY, path)).isSameAs(PlainPath.NOT_PLAIN);
  }

  @Test
  void leavesWhatIsNoJsonToOthers() {
    assertThat(PlainPath.read("<html>", "code")).isSameAs(PlainPath.NOT_PLAIN);
  }
}
