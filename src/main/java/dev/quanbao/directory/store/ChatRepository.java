package dev.quanbao.directory.store;

import dev.quanbao.access.model.Caller;
import dev.quanbao.directory.model.Chat;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import io.quarkus.mongodb.panache.reactive.ReactivePanacheMongoRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** The stored chats; another company's chat is answered as if it didn't exist. */
@ApplicationScoped
public class ChatRepository implements ReactivePanacheMongoRepositoryBase<Chat, String> {

  public Uni<Chat> visible(String id, Caller caller) {
    return findById(id)
        .map(found -> {
          if (found == null || !caller.mayUse(found.companyId())) {
            throw RequestRefusedException.because(ErrorCode.NOT_FOUND);
          }
          return found;
        });
  }
}
