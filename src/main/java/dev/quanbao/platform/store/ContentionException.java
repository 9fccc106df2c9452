package dev.quanbao.platform.store;

/**
 * A conditional write that was given up: as often as it was tried, others had changed the document
 * between the read and the write.
 *
 * <p>The store did answer, and nothing was written; the same request may succeed later.
 */
public final class ContentionException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public ContentionException() {
    super("others changed the document first, as often as the change was tried");
  }
}
