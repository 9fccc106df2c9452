package dev.quanbao.giftpackage;

/**
 * Which entries of the code book are a package's own.
 *
 * <p>An entry of the package whose ordinal lies outside {@code [first, next)} is a remnant of an
 * interrupted change and counts for nothing.
 *
 * @param first ordinal of the first own entry
 * @param next the ordinal that the next entry will get
 * @param made how many children with codes of their own there are
 */
public record ChildCodes(int first, int next, int made) {

  public static final ChildCodes NONE = new ChildCodes(0, 0, 0);

  public boolean owns(int ordinal) {
    return ordinal >= first && ordinal < next;
  }
}
