package dev.quanbao.platform.page;

/**
 * Which page of a list is asked for.
 *
 * @param number from 1
 * @param size how many items a page has at most
 */
public record PageRequest(int number, int size) {

  /** How many items come before the page. */
  public long offset() {
    return (number - 1L) * size;
  }

  /** The page after this one. */
  public PageRequest next() {
    return new PageRequest(number + 1, size);
  }
}
