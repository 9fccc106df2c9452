package dev.quanbao;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.EvaluationResult;
import dev.quanbao.architecture.Border;
import dev.quanbao.architecture.Violations;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Holds the product to its borders, and shows for each of them that it can be violated. */
class ArchitectureTest {

  private static final String ROOT = "dev.quanbao";
  private static final JavaClasses PRODUCT =
      new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages(ROOT);

  @ParameterizedTest
  @EnumSource
  void theProductKeepsItsBorders(Border border) {
    EvaluationResult result = border.under(ROOT).evaluate(PRODUCT);

    assertThat(result.getFailureReport().getDetails()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aBorderThatIsViolatedIsSeenToBe(Border border) {
    EvaluationResult result = border.under(Violations.ROOT).evaluate(Violations.CLASSES);

    assertThat(result.getFailureReport().getDetails())
        .anyMatch(detail -> detail.contains(Violations.violatorOf(border)));
  }
}
