package dev.quanbao.directory.store;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import dev.quanbao.access.model.Caller;
import dev.quanbao.directory.model.Chat;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import dev.quanbao.platform.store.DocumentRepository;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** The stored chats (会话). */
@ApplicationScoped
public class ChatRepository implements DocumentRepository<Chat> {

  private static final FindOneAndUpdateOptions CHANGED =
      new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);

  /** Finds the chat with an id; refuses as not found what the caller may not see. */
  public Uni<Chat> findVisible(String id, Caller caller) {
    return findById(id)
        .map(found -> {
          if (found == null || !caller.mayUse(found.companyId())) {
            throw RequestRefusedException.because(ErrorCode.NOT_FOUND);
          }
          return found;
        });
  }

  /** Changes a chat whose revision is still the one that was read; null if it has another. */
  public Uni<@Nullable Chat> change(Chat seen, Chat wanted) {
    return mongoCollection()
        .findOneAndUpdate(
            Filters.and(Filters.eq(seen.id()), Filters.eq(ChatFields.REVISION, seen.revision())),
            Updates.combine(
                Updates.set(ChatFields.COMPANY_ID, wanted.companyId()),
                Updates.set(ChatFields.USER_ID, wanted.userId()),
                Updates.set(ChatFields.OP_ID, wanted.opId()),
                Updates.set(ChatFields.REVISION, seen.revisionOrZero() + 1)),
            CHANGED);
  }
}
