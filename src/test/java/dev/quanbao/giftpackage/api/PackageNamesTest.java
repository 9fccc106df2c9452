package dev.quanbao.giftpackage.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quanbao.giftpackage.api.v2.UpdateTicketPackage;
import dev.quanbao.giftpackage.model.rule.PackageAct;
import dev.quanbao.giftpackage.model.rule.PackageProperty;
import dev.quanbao.giftpackage.model.rule.PropertyText;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import dev.quanbao.platform.error.Violation;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackageNamesTest {

  @Test
  void aRefusalNamesPropertiesAsRequestsDo() {
    RequestRefusedException refused =
        RequestRefusedException.because(
            ErrorCode.STATE_NOT_ALLOWED, 5, PropertyText.list(List.of(PackageProperty.values())));

    RequestRefusedException named = named(refused);

    assertThat(named.code()).isEqualTo(ErrorCode.STATE_NOT_ALLOWED);
    assertThat(named.args())
        .containsExactly(
            5,
            "TicketPackageName, TicketPackageAlias, TicketPackageAliasCodeType, AliasCodeSource, "
                + "AliasCodePrefix, AliasCodeLength, TicketPackageAliasCode, "
                + "TicketPackageAliasCodes, UseChannels, URL, Remark, Stackable, ReceiveStartTime, "
                + "ReceiveEndTime, TotalCountLimit, PersonalCountLimit, "
                + "TicketPackageRule.UseChannels, Tickets, Tickets[].UseEndTime, UseStatus, "
                + "ExaminerId, CreateUserId");
  }

  @Test
  void aRefusalNamesActsByTheirInterfaces() {
    RequestRefusedException refused =
        RequestRefusedException.because(
            ErrorCode.STATE_NOT_ALLOWED, PackageAct.EDIT, PackageAct.SWEEP);

    RequestRefusedException named = named(refused);

    assertThat(named.args()).containsExactly("updateTicketPackage", "sweepTicketPackageStatus");
  }

  @Test
  void aTextKeepsWhatStandsAroundItsProperties() {
    PropertyText text =
        PropertyText.of("%s = %s", PackageProperty.EXAMINER, PackageProperty.CREATOR);

    RequestRefusedException named =
        named(RequestRefusedException.because(ErrorCode.PERMISSION_MISSING, text));

    assertThat(named.args()).containsExactly("ExaminerId = CreateUserId");
  }

  @ParameterizedTest
  @CsvSource({
    "rule.end, ticketPackageRule.receiveEndTime",
    "codes.length, aliasCodeLength",
    "codes.given, ticketPackageAliasCodes",
    "tickets, tickets",
    "tickets[12].rule.end, tickets[12].ticketRule.useEndTime",
    "ticketPackageAliasCodes[3], ticketPackageAliasCodes[3]"
  })
  void aViolationNamesItsPropertyAsRequestsDo(String path, String named) {
    RequestRefusedException refused = RequestRefusedException.invalid(path, "message", 1);

    List<Violation> violations = named(refused).violations();

    assertThat(violations).containsExactly(Violation.invalid(named, "message", 1));
  }

  private static RequestRefusedException named(RequestRefusedException refused) {
    Uni<String> answer = Uni.createFrom().failure(refused);
    return (RequestRefusedException)
        PackageNames.inRefusals(answer, UpdateTicketPackage.class)
            .onItemOrFailure()
            .<Throwable>transform((item, failure) -> failure)
            .await()
            .indefinitely();
  }
}
