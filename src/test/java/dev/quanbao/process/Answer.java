package dev.quanbao.process;

import java.util.Set;

/** What a client learns of the claim it wished for. */
sealed interface Answer {

  /** It is made; these are the copy and its tickets. */
  record Granted(String packageCode, Set<String> ticketIds) implements Answer {}

  /** It isn't made, for a reason of the business. */
  record Refused(String reason) implements Answer {}

  /** The client can't know: nobody answered, or the service couldn't say. */
  record Unknown(String why) implements Answer {}
}
