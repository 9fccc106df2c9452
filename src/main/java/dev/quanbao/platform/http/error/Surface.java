package dev.quanbao.platform.http.error;

/**
 * How one part of the HTTP interface words outcomes that are not success.
 *
 * <p>Any bean of this type takes part; the paths that surfaces own don't overlap, and exactly one
 * surface takes the paths that no other owns.
 */
public interface Surface {

  boolean owns(String path);

  /** Whether this surface also words what happens on paths that no surface owns. */
  default boolean takesTheRest() {
    return false;
  }

  Answer render(ErrorResponse outcome);
}
