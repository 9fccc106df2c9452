package dev.quanbao.platform.http.header;

import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * On which state of a thing a write insists, by its header {@code If-Match} (RFC 9110).
 *
 * <p>The tag of a state is its revision in quotes. That the thing is still in that state when it is
 * written is for the write itself to say: it carries the revision that was looked at in its filter.
 */
public final class IfMatch {

  /** The header it comes in. */
  public static final String HEADER = "If-Match";

  private static final IfMatch ANYTHING = new IfMatch(false, Set.of());
  private static final IfMatch WHATEVER_THERE_IS = new IfMatch(true, Set.of());

  private static final Pattern TAG = Pattern.compile("\\s*(W/)?\"([\\x21\\x23-\\x7e]*)\"\\s*(,|$)");
  private static final int MAX_LENGTH = 1_000;

  private final boolean mustExist;
  private final Set<String> revisions;

  private IfMatch(boolean mustExist, Set<String> revisions) {
    this.mustExist = mustExist;
    this.revisions = Set.copyOf(revisions);
  }

  /** Reads the header; a malformed one is refused. */
  public static IfMatch of(@Nullable String header) {
    if (header == null || header.isBlank()) {
      return ANYTHING;
    }
    if (header.strip().equals("*")) {
      return WHATEVER_THERE_IS;
    }
    if (header.length() > MAX_LENGTH) {
      throw RequestRefusedException.parameter(HEADER, "violation.format");
    }
    Set<String> strong = new HashSet<>();
    Matcher tag = TAG.matcher(header);
    int end = 0;
    while (end < header.length() && tag.find(end) && tag.start() == end) {
      // Weak tags are well-formed, and match nothing here.
      if (tag.group(1) == null) {
        strong.add(tag.group(2));
      }
      end = tag.end();
    }
    if (end < header.length() || header.stripTrailing().endsWith(",")) {
      throw RequestRefusedException.parameter(HEADER, "violation.format");
    }
    return new IfMatch(true, strong);
  }

  /**
   * Refuses with {@link ErrorCode#PRECONDITION_FAILED} unless the state is one of those insisted
   * on.
   *
   * @param revision of what there is; null where there is nothing
   */
  public void require(@Nullable Object revision) {
    boolean isFine =
        !mustExist
            || (revision != null
                && (this == WHATEVER_THERE_IS || revisions.contains(revision.toString())));
    if (!isFine) {
      throw RequestRefusedException.because(ErrorCode.PRECONDITION_FAILED);
    }
  }

  /** The value of the header {@code ETag} for a state. */
  public static String tag(Object revision) {
    return '"' + revision.toString() + '"';
  }
}
