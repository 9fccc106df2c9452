package dev.quanbao.platform.http.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.quanbao.platform.crypto.MasterKeys;
import dev.quanbao.platform.error.RequestRefusedException;
import dev.quanbao.platform.error.Violation;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorsTest {

  private static final String KEY = "one:" + base64("0123456789abcdef0123456789abcdef");
  private static final String NEWER = "two:" + base64("fedcba9876543210fedcba9876543210");

  private final Cursors.Scope scope = scope(KEY, "wallet", "u1", null, "咖啡");

  @Test
  void readsWhatItMade() {
    String cursor = scope.behind(1449935999000L, "u0001 券");

    assertThat(scope.read(cursor)).contains(List.of("1449935999000", "u0001 券"));
    assertThat(scope.read(null)).isEmpty();
    assertThat(scope.read("")).isEmpty();
  }

  @Test
  void anotherReplicaReadsIt() {
    String cursor = scope.behind("a", "b");

    assertThat(scope(KEY, "wallet", "u1", null, "咖啡").read(cursor)).contains(List.of("a", "b"));
  }

  @Test
  void aNewerMasterKeyInFrontLeavesOldCursorsGood() {
    String cursor = scope.behind("a");

    assertThat(scope(NEWER + "," + KEY, "wallet", "u1", null, "咖啡").read(cursor)).isPresent();
  }

  @Test
  void noOtherListNoOtherFilterAndNoOtherKeyFitsIt() {
    String cursor = scope.behind("a");

    List<Cursors.Scope> others =
        List.of(
            scope(KEY, "tickets", "u1", null, "咖啡"),
            scope(KEY, "wallet", "u2", null, "咖啡"),
            scope(KEY, "wallet", "u1", "null", "咖啡"),
            scope(KEY, "wallet", "u1", "", "咖啡"),
            scope(KEY, "wallet", "u1", "咖啡", null),
            scope(KEY, "wallet", "u1", null),
            scope(NEWER, "wallet", "u1", null, "咖啡"));

    assertThat(others).allSatisfy(other -> assertThat(refusal(other, cursor)).isNotNull());
  }

  @Test
  void whoeverChangesOneByteOfItIsRefused() {
    byte[] cursor = Base64.getUrlDecoder().decode(scope.behind("1449935999000", "u1"));

    List<String> changed =
        IntStream.range(0, cursor.length).mapToObj(i -> withOneBitChanged(cursor, i)).toList();

    assertThat(changed).allSatisfy(other -> assertThat(refusal(scope, other)).isNotNull());
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "*", "券", "AAAAAAAAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
  void whatNeverWasACursorIsRefusedByName(String text) {
    RequestRefusedException refused = refusal(scope, text);

    assertThat(refused.violations())
        .containsExactly(Violation.parameter("cursor", "violation.cursor"));
  }

  private static RequestRefusedException refusal(Cursors.Scope scope, String cursor) {
    return catchThrowableOfType(RequestRefusedException.class, () -> scope.read(cursor));
  }

  private static String withOneBitChanged(byte[] cursor, int place) {
    byte[] changed = cursor.clone();
    changed[place] ^= 1;
    return Base64.getUrlEncoder().withoutPadding().encodeToString(changed);
  }

  private static Cursors.Scope scope(String keys, String list, Object... filters) {
    return new Cursors(MasterKeys.parse(keys)).scope(list, filters);
  }

  private static String base64(String key) {
    return Base64.getEncoder().encodeToString(key.getBytes(UTF_8));
  }
}
