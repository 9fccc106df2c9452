package dev.quanbao.giftpackage.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quanbao.access.model.Permission;
import dev.quanbao.giftpackage.model.Lifecycle.Move;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LifecycleTest {

  /**
   * The contract's moves, a row for the status a package is in and a column for the one it is to
   * have: R with {@code package:review}, W with {@code package:write}, a dot for no move at all.
   */
  private static final List<String> CONTRACT =
      List.of(
          // 1234567
          ".R....W", // 1 待审核
          "..RR..W", // 2 审核中
          "W.....W", // 3 审核未通过
          "....W.W", // 4 待发布
          ".....W.", // 5 已发布
          "....W.W", // 6 关闭
          "......."); // 7 删除

  @ParameterizedTest(name = "{0} → {1}")
  @MethodSource("allPairs")
  void hasTheMovesOfTheContractAndNoOther(
      SendStatus from, SendStatus to, Optional<Permission> wanted) {
    Optional<Permission> found = Lifecycle.move(from, to).map(Move::permission);

    assertThat(found).isEqualTo(wanted);
  }

  static Stream<Arguments> allPairs() {
    return IntStream.rangeClosed(1, 7)
        .boxed()
        .flatMap(from -> IntStream.rangeClosed(1, 7).mapToObj(to -> pair(from, to)));
  }

  private static Arguments pair(int from, int to) {
    Optional<Permission> permission =
        switch (CONTRACT.get(from - 1).charAt(to - 1)) {
          case 'R' -> Optional.of(Permission.PACKAGE_REVIEW);
          case 'W' -> Optional.of(Permission.PACKAGE_WRITE);
          default -> Optional.empty();
        };
    return Arguments.of(
        SendStatus.of(from).orElseThrow(), SendStatus.of(to).orElseThrow(), permission);
  }

  @ParameterizedTest
  @CsvSource({
    "1, PACKAGE_WRITE",
    "2, PACKAGE_REVIEW",
    "3, PACKAGE_REVIEW",
    "4, PACKAGE_REVIEW",
    "5, PACKAGE_WRITE",
    "6, PACKAGE_WRITE",
    "7, PACKAGE_WRITE"
  })
  void theStatusToReachSaysWhichPermissionIsNeeded(int number, Permission wanted) {
    SendStatus to = SendStatus.of(number).orElseThrow();

    assertThat(Lifecycle.permissionFor(to)).isEqualTo(wanted);
  }

  @ParameterizedTest
  @CsvSource({
    "1, true, false",
    "2, false, false",
    "3, true, false",
    "4, false, true",
    "5, false, true",
    "6, false, false",
    "7, false, false"
  })
  void theStatusSaysHowMuchMayBeChanged(int number, boolean all, boolean harmlessParts) {
    SendStatus status = SendStatus.of(number).orElseThrow();

    assertThat(Lifecycle.FREELY_EDITABLE.contains(status)).isEqualTo(all);
    assertThat(Lifecycle.EDITABLE_IN_PART.contains(status)).isEqualTo(harmlessParts);
  }
}
