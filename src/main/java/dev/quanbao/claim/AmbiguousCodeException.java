package dev.quanbao.claim;

/**
 * Says that an alias code stands in several of the caller's companies, so that it names no single
 * package. Which field of the request held the code is known to the API alone.
 */
public final class AmbiguousCodeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  AmbiguousCodeException() {
    // An ordinary outcome, and answered as a refusal: no stack trace is taken.
    super("the code stands in several companies", null, false, false);
  }
}
