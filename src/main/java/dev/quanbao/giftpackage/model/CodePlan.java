package dev.quanbao.giftpackage.model;

import dev.quanbao.platform.code.AliasSeries;
import org.jspecify.annotations.Nullable;

/**
 * Which alias codes (自定义编号) a package's copies get.
 *
 * @param type one code for everybody or one for each child
 * @param source whether the codes were given or are generated
 * @param prefix what generated codes begin with; empty for none
 * @param length of generated codes, 8–32, prefix included
 * @param shared the one code of a {@link CodeType#SHARED} package, as it was given or made; null
 *     for {@link CodeType#UNIQUE}
 */
public record CodePlan(
    CodeType type, Source source, String prefix, int length, @Nullable String shared) {

  public static final int DEFAULT_LENGTH = 12;
  public static final int MIN_LENGTH = 8;
  public static final int MAX_LENGTH = 32;

  /** Where alias codes come from. */
  public enum Source {
    GENERATED,
    GIVEN
  }

  /** The series that generated codes of a company belong to. */
  public AliasSeries series(String companyId) {
    return new AliasSeries(companyId, prefix, length);
  }

  public CodePlan withShared(String code) {
    return new CodePlan(type, source, prefix, length, code);
  }
}
