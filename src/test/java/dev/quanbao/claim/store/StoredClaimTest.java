package dev.quanbao.claim.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quanbao.claim.model.Claim;
import dev.quanbao.claim.model.ClaimOrigin;
import dev.quanbao.claim.model.CopySource;
import dev.quanbao.claim.model.CopySource.FromQuota;
import dev.quanbao.claim.model.CopySource.FromRecipient;
import dev.quanbao.claim.model.CopySource.FromStaff;
import dev.quanbao.claim.model.CopyState;
import dev.quanbao.claim.model.CopyState.Owned;
import dev.quanbao.claim.model.CopyState.Pending;
import dev.quanbao.claim.model.CopyState.Released;
import dev.quanbao.claim.model.CopyState.Releasing;
import dev.quanbao.claim.model.CopyState.TakenOver;
import dev.quanbao.claim.model.Owner;
import dev.quanbao.claim.model.Owner.Recipient;
import dev.quanbao.claim.model.Owner.Staff;
import dev.quanbao.claim.model.Owner.User;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StoredClaimTest {

  private static final Instant NOW = Instant.parse("2030-06-15T04:00:00Z");
  private static final Recipient RECIPIENT = new Recipient("job-00001", "u0001");

  static Stream<Arguments> claims() {
    return Stream.of(
        Arguments.of(new User("u0001"), new FromQuota(), new Pending()),
        Arguments.of(new User("u0001"), new FromStaff("op001"), new Owned()),
        Arguments.of(new User("u0001"), new FromRecipient("job-00001"), new Owned()),
        Arguments.of(new Staff("op001"), new FromQuota(), new TakenOver("u0001abc")),
        Arguments.of(RECIPIENT, new FromQuota(), new Owned()),
        Arguments.of(new Recipient("job-00001", null), new FromQuota(), new TakenOver("u0001abc")),
        Arguments.of(RECIPIENT, new FromQuota(), new Releasing(ClaimIds.newRelease())),
        Arguments.of(RECIPIENT, new FromQuota(), new Released(ClaimIds.newRelease())));
  }

  @ParameterizedTest
  @MethodSource("claims")
  void aClaimComesBackAsItWasStored(Owner owner, CopySource source, CopyState state) {
    Claim claim = claim(owner, source, state);

    Claim back = StoredClaim.of(claim).toClaim();

    assertThat(back).isEqualTo(claim);
  }

  @ParameterizedTest
  @MethodSource("claims")
  void onlyAClaimOfTheQuotaThatWasNotReleasedHasACopyOfItsOwn(
      Owner owner, CopySource source, CopyState state) {
    boolean passedOn = StoredClaim.of(claim(owner, source, state)).passedOn();

    assertThat(passedOn)
        .isEqualTo(source.isTakeover() || state instanceof Releasing || state instanceof Released);
  }

  @Test
  void theIdsOfRecipientsClaimsTellThemFromAllOthers() {
    String user = ClaimIds.newFor(new User("u0001"));
    String recipient = ClaimIds.newFor(RECIPIENT);
    String release = ClaimIds.newRelease();

    assertThat(Stream.of(user, recipient, release).map(ClaimIds::isRelease))
        .containsExactly(false, false, true);
    assertThat(Stream.of(user, recipient).map(ClaimIds::isEarmark)).containsExactly(false, true);
  }

  private static Claim claim(Owner owner, CopySource source, CopyState state) {
    return new Claim(
        ClaimIds.newFor(owner),
        owner,
        "p1",
        2,
        "x1111111111",
        "7480648244",
        41,
        source,
        state,
        new ClaimOrigin("七煌", "op001", NOW, "operation"),
        NOW);
  }
}
