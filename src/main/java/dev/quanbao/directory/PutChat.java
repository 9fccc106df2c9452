package dev.quanbao.directory;

import dev.quanbao.access.model.Caller;
import dev.quanbao.directory.model.Chat;
import dev.quanbao.directory.store.ChatRepository;
import dev.quanbao.directory.store.CompanyRepository;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import dev.quanbao.platform.flow.Retry;
import dev.quanbao.platform.store.Revisions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Stores between which user and which OP a chat (会话) is.
 *
 * <p>A chat id belongs to one company of the installation. The id of another company's chat is
 * refused as not found, and that chat stays as it is.
 */
@ApplicationScoped
public class PutChat {

  private final ChatRepository chats;
  private final CompanyRepository companies;

  PutChat(ChatRepository chats, CompanyRepository companies) {
    this.chats = chats;
    this.companies = companies;
  }

  /** A chat as it is now. */
  public record Put(Chat chat, boolean isNew) {}

  /**
   * Creates a chat or replaces it.
   *
   * @param condition gets the chat's revision, null for a new chat, and refuses any but the one
   *     that the caller insists on
   */
  public Uni<Put> put(Chat wanted, Consumer<@Nullable Long> condition, Caller caller) {
    return companies
        .findVisible(wanted.companyId(), caller)
        .chain(() -> Retry.<Put>upTo(Revisions.ATTEMPTS, () -> putOnce(wanted, condition, caller)))
        .onItem()
        .ifNull()
        .failWith(() -> RequestRefusedException.because(ErrorCode.PRECONDITION_FAILED));
  }

  // Gives null where another put has come between the read and the write.
  private Uni<@Nullable Put> putOnce(
      Chat wanted, Consumer<@Nullable Long> condition, Caller caller) {
    return chats
        .findById(wanted.id())
        .chain(found -> {
          if (found == null) {
            condition.accept(null);
            return create(wanted);
          }
          if (!caller.mayUse(found.companyId())) {
            throw RequestRefusedException.because(ErrorCode.NOT_FOUND);
          }
          condition.accept(found.revisionOrZero());
          return change(found, wanted);
        });
  }

  private Uni<@Nullable Put> create(Chat wanted) {
    return chats.insertIfAbsent(wanted).map(isNew -> isNew ? new Put(wanted, true) : null);
  }

  private Uni<@Nullable Put> change(Chat found, Chat wanted) {
    return chats
        .change(found, wanted)
        .map(changed -> changed == null ? null : new Put(changed, false));
  }
}
