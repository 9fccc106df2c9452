package dev.quanbao.platform.http.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quanbao.platform.error.Violation;
import dev.quanbao.platform.http.WireRequest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldNamesTest {

  @ParameterizedTest
  @CsvSource({
    "name, Name",
    "url, URL",
    "_id, _id",
    "rule.receiveEndTime, ReceiveEndTime",
    "rule.useChannels, Rule.UseChannels",
    "rule.useChannels[1], Rule.UseChannels[1]",
    "tickets[2], Tickets[2]",
    "tickets[2].count, Tickets[2].Count",
    "tickets[2].ticketRule.useEndTime, Tickets[2].UseEndTime",
    "tickets[2].ticketRule.count, Tickets[2].TicketRule.Count",
  })
  void printsAsTheSeedsDo(String path, String expected) {
    String printed =
        FieldNames.print(WireRequest.class, Violation.invalid(path, "violation.format"));

    assertThat(printed).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"fooBar, fooBar", "tickets[0].foo, Tickets[0].foo", "rule.foo, foo"})
  void leavesUnknownFieldsAsTheyWereSent(String path, String expected) {
    String printed = FieldNames.print(WireRequest.class, Violation.unknown(path));

    assertThat(printed).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"rule.total, Rule.Total", "pageNo, PageNo"})
  void printsWholePathsWithoutARequest(String path, String expected) {
    String printed = FieldNames.print(null, Violation.invalid(path, "violation.format"));

    assertThat(printed).isEqualTo(expected);
  }
}
