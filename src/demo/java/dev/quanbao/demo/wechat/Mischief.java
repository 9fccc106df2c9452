package dev.quanbao.demo.wechat;

import java.time.Duration;

/** What a request may meet with instead of a proper answer. */
public sealed interface Mischief {

  /** Turned away with a code, without effect. */
  record Code(int errcode, String words) implements Mischief {}

  /** The proper answer, but late; the request takes effect at once. */
  record Slow(Duration by) implements Mischief {}

  /** No answer at all; the request has taken effect, or not. */
  record Silence(boolean effect) implements Mischief {}

  /** Half an answer; the request has taken effect, or not. */
  record CutOff(boolean effect) implements Mischief {}

  /** Something that is no answer; the request has taken effect, or not. */
  record Garbage(boolean effect) implements Mischief {}

  /** A page with an HTTP status; the request has taken effect, or not. */
  record Status(int status, boolean effect) implements Mischief {}
}
