package dev.quanbao.ticket;

import dev.quanbao.access.model.Caller;
import dev.quanbao.directory.model.Chat;
import dev.quanbao.directory.store.ChatRepository;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import dev.quanbao.platform.page.Page;
import dev.quanbao.ticket.model.OwnerType;
import dev.quanbao.ticket.model.Ticket;
import dev.quanbao.ticket.model.TicketFilter;
import dev.quanbao.ticket.model.TicketPlace;
import dev.quanbao.ticket.model.TicketStatus;
import dev.quanbao.ticket.store.TicketQueries;
import dev.quanbao.ticket.store.TicketRepository;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the tickets of users and OPs (用户/OP优惠券列表), and single tickets by id or code.
 *
 * <p>It shows tickets of the caller's companies only. It answers another company's ticket like one
 * that does not exist, and an owner without tickets in these companies like one without any.
 */
@ApplicationScoped
public class FindTickets {

  private static final Pattern OWNER = Pattern.compile("[!-~]{1,64}");
  private static final Pattern ID = Pattern.compile("[!-~]{5}[0-9a-f]{32}");
  private static final Pattern CODE = Pattern.compile("[0-9]{12,32}");

  private final TicketQueries queries;
  private final TicketRepository tickets;
  private final ChatRepository chats;

  FindTickets(TicketQueries queries, TicketRepository tickets, ChatRepository chats) {
    this.queries = queries;
    this.tickets = tickets;
    this.chats = chats;
  }

  /** Finds a page of an owner's tickets in the order of wallets (2.13.2). */
  public Uni<Page<Ticket>> findPage(TicketFilter filter, int pageNo, int pageSize, Caller caller) {
    return queries.findPage(filter, caller.now(), pageNo, pageSize);
  }

  /**
   * Finds the first tickets of the user or OP of a chat in the order of wallets (2.13.1).
   *
   * @param type which of the two
   */
  public Uni<List<Ticket>> findByChat(
      String chatId,
      OwnerType type,
      List<String> productKinds,
      TicketStatus status,
      int limit,
      Caller caller) {
    return chats
        .findVisible(chatId, caller)
        .chain(chat -> {
          String owner = ownerOf(chat, type);
          return owner == null
              ? Uni.createFrom().item(List.of())
              : queries.findFirst(
                  new TicketFilter(
                      type, owner, Set.of(chat.companyId()), status, productKinds, List.of(), null),
                  caller.now(),
                  limit);
        });
  }

  private static @Nullable String ownerOf(Chat chat, OwnerType type) {
    return type == OwnerType.USER ? chat.userId() : chat.opId();
  }

  /** Finds a page of the codes of the copies that a user has claimed, the latest first (2.10). */
  public Uni<Page<String>> findCopyCodes(
      String userId, @Nullable String packageId, int pageNo, int pageSize, Caller caller) {
    var filter =
        new TicketFilter(
            OwnerType.USER, userId, caller.companies(), null, List.of(), List.of(), packageId);
    return queries.findCopyCodes(filter, caller.now(), pageNo, pageSize);
  }

  /**
   * Finds an owner's tickets, soonest to end first.
   *
   * @param behind the place behind which to begin; null: with the first ticket
   */
  public Uni<List<Ticket>> findBehind(
      TicketFilter filter, @Nullable TicketPlace behind, int limit, Caller caller) {
    return OWNER.matcher(filter.ownerId()).matches()
        ? queries.findBehind(filter, behind, caller.now(), limit)
        : Uni.createFrom().item(List.of());
  }

  /** Finds the ticket with an id or a code; refuses as not found what the caller may not see. */
  public Uni<Ticket> findByIdOrCode(String idOrCode, Caller caller) {
    return find(idOrCode)
        .map(found -> {
          if (found == null || !caller.mayUse(found.companyId())) {
            throw RequestRefusedException.because(ErrorCode.NOT_FOUND);
          }
          return found;
        });
  }

  private Uni<@Nullable Ticket> find(String idOrCode) {
    if (ID.matcher(idOrCode).matches()) {
      return tickets.findById(idOrCode);
    }
    return CODE.matcher(idOrCode).matches()
        ? tickets.findByCode(idOrCode)
        : Uni.createFrom().nullItem();
  }
}
