package dev.quanbao.testing;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Hears every command that the service sends to its store.
 *
 * <p>The client makes its own instance, hence the static record.
 */
public final class StoreCommands implements CommandListener {

  /**
   * What cards of earlier tests look for while they wait for WeChat, also when the scheduler is
   * paused.
   */
  private static final String OF_NO_TEST = "AccessToken";

  private static final Queue<String> SENT = new ConcurrentLinkedQueue<>();

  @Override
  public void commandStarted(CommandStartedEvent event) {
    String name = event.getCommandName();
    var target = event.getCommand().get(name);
    String sent =
        target != null && target.isString() ? name + " " + target.asString().getValue() : name;
    if (!sent.endsWith(" " + OF_NO_TEST)) {
      SENT.add(sent);
    }
  }

  /** Forgets what was heard so far. */
  public static void forget() {
    SENT.clear();
  }

  /** What was sent since, each as the command's name and its collection. */
  public static List<String> sent() {
    return List.copyOf(SENT);
  }
}
