package dev.quanbao.directory;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import dev.quanbao.access.model.Caller;
import dev.quanbao.directory.model.Chat;
import dev.quanbao.directory.store.ChatRepository;
import dev.quanbao.directory.store.CompanyRepository;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import dev.quanbao.platform.store.StoreErrors;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Consumer;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Says between whom a chat (会话) is.
 *
 * <p>Chat ids are the installation's: one that another company has is answered as if it couldn't be
 * had at all, and stays as it is.
 */
@ApplicationScoped
public class PutChat {

  private static final FindOneAndUpdateOptions CHANGED =
      new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);
  private static final int ATTEMPTS = 20;

  private final ChatRepository chats;
  private final CompanyRepository companies;

  PutChat(ChatRepository chats, CompanyRepository companies) {
    this.chats = chats;
    this.companies = companies;
  }

  /** A chat as it is now. */
  public record Put(Chat chat, boolean isNew) {}

  /**
   * Makes a chat what it should be.
   *
   * @param condition refuses unless the revision it gets, null for none, is the one insisted on
   */
  public Uni<Put> put(Chat wanted, Consumer<@Nullable Long> condition, Caller caller) {
    return companies
        .visible(wanted.companyId(), caller)
        .chain(() -> put(wanted, condition, caller, ATTEMPTS));
  }

  private Uni<Put> put(
      Chat wanted, Consumer<@Nullable Long> condition, Caller caller, int attemptsLeft) {
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
        })
        .onItem()
        .ifNull()
        .switchTo(() -> {
          if (attemptsLeft == 0) {
            throw RequestRefusedException.because(ErrorCode.PRECONDITION_FAILED);
          }
          return put(wanted, condition, caller, attemptsLeft - 1);
        });
  }

  private Uni<@Nullable Put> create(Chat wanted) {
    return chats
        .persist(wanted)
        .<@Nullable Put>map(made -> new Put(made, true))
        .onFailure(StoreErrors::isDuplicateKey)
        .recoverWithNull();
  }

  private Uni<@Nullable Put> change(Chat known, Chat wanted) {
    return chats
        .mongoCollection()
        .findOneAndUpdate(
            Filters.and(Filters.eq(known.id()), isAsKnown(known)),
            Updates.combine(
                Updates.set("companyId", wanted.companyId()),
                Updates.set("userId", wanted.userId()),
                Updates.set("opId", wanted.opId()),
                Updates.set("revision", known.revisionOrZero() + 1)),
            CHANGED)
        .map(changed -> changed == null ? null : new Put(changed, false));
  }

  private static Bson isAsKnown(Chat known) {
    return known.revision() == null
        ? Filters.eq("revision", null)
        : Filters.eq("revision", known.revision());
  }
}
