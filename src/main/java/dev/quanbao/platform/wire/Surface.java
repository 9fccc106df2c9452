package dev.quanbao.platform.wire;

/**
 * How one part of the HTTP interface words outcomes that are not success.
 *
 * <p>Any bean of this type takes part; the paths that surfaces own don't overlap, and what nobody
 * owns gets the envelope.
 */
public interface Surface {

  boolean owns(String path);

  Answer word(Outcome outcome);
}
