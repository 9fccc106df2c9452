package dev.quanbao.platform.http.body;

/** A request's body, received as a whole: every byte as it was sent, and no more will come. */
public sealed interface ReceivedBody permits HeldBody, SpooledBody {

  /** The SHA-256 of its bytes in lower-case hexadecimal digits. */
  String sha256();
}
