package dev.quanbao.demo.wechat;

import java.time.Duration;

/** What the stand-in is told to do instead of answering a request properly. */
public sealed interface InjectedFault {

  /** It refuses the request with a code; the request has no effect. */
  record Code(int errcode, String words) implements InjectedFault {}

  /** It answers properly, but late; the request takes effect at once. */
  record Slow(Duration by) implements InjectedFault {}

  /** It never answers; the request takes effect, or not. */
  record Silence(boolean effect) implements InjectedFault {}

  /** It sends half an answer; the request takes effect, or not. */
  record CutOff(boolean effect) implements InjectedFault {}

  /** It sends what is no JSON; the request takes effect, or not. */
  record Garbage(boolean effect) implements InjectedFault {}

  /** It sends a page with an HTTP status; the request takes effect, or not. */
  record Status(int status, boolean effect) implements InjectedFault {}
}
