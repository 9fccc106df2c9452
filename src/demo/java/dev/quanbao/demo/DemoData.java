package dev.quanbao.demo;

import dev.quanbao.access.ClientRegistry;
import dev.quanbao.card.store.CardTemplateRepository;
import dev.quanbao.directory.ReplaceStaff;
import dev.quanbao.directory.model.CompanyPart;
import dev.quanbao.directory.store.ChatRepository;
import dev.quanbao.directory.store.CompanyRepository;
import dev.quanbao.giftpackage.model.GiftPackage;
import dev.quanbao.giftpackage.store.GiftPackageRepository;
import dev.quanbao.platform.store.StartupTask;
import dev.quanbao.platform.store.StoreErrors;
import dev.quanbao.ticket.store.TicketRepository;
import io.quarkus.logging.Log;
import io.quarkus.mongodb.panache.reactive.ReactivePanacheMongoRepositoryBase;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Loads the company, clients, packages, tickets and card templates that the seeds' examples show.
 *
 * <p>Only what isn't there is put in: what people have done with the demo stays. Switched on by the
 * {@code demo} profile alone.
 */
@ApplicationScoped
public class DemoData implements StartupTask {

  private final boolean wanted;
  private final ClientRegistry clients;
  private final CompanyRepository companies;
  private final ReplaceStaff replaceStaff;
  private final ChatRepository chats;
  private final GiftPackageRepository packages;
  private final TicketRepository tickets;
  private final CardTemplateRepository cards;
  private final Clock clock;

  DemoData(
      @ConfigProperty(name = "quanbao.demo.data", defaultValue = "false") boolean wanted,
      ClientRegistry clients,
      CompanyRepository companies,
      ReplaceStaff replaceStaff,
      ChatRepository chats,
      GiftPackageRepository packages,
      TicketRepository tickets,
      CardTemplateRepository cards,
      Clock clock) {
    this.wanted = wanted;
    this.clients = clients;
    this.companies = companies;
    this.replaceStaff = replaceStaff;
    this.chats = chats;
    this.packages = packages;
    this.tickets = tickets;
    this.cards = cards;
    this.clock = clock;
  }

  @Override
  public Order order() {
    return Order.DATA;
  }

  @Override
  public Uni<Void> run() {
    if (!wanted) {
      return Uni.createFrom().voidItem();
    }
    return each(DemoClients.all(), clients::put)
        .chain(() -> each(DemoDirectory.companies(), item -> putIfAbsent(companies, item)))
        .chain(this::staff)
        .chain(() -> each(DemoDirectory.chats(), item -> putIfAbsent(chats, item)))
        .chain(() -> each(packages(), item -> putIfAbsent(packages, item)))
        .chain(() -> each(DemoTickets.all(clock.instant()), item -> putIfAbsent(tickets, item)))
        .chain(() -> each(DemoCards.all(), item -> putIfAbsent(cards, item)))
        .invoke(() -> Log.info("The demo data is there"));
  }

  private Uni<Void> staff() {
    return companies
        .findById(DemoDirectory.COMPANY)
        .chain(company ->
            company.revision(CompanyPart.STAFF) > 0
                ? Uni.createFrom().voidItem()
                : replaceStaff
                    .replace(
                        company.id(),
                        Multi.createFrom().item(DemoDirectory.staff()),
                        revision -> {})
                    .replaceWithVoid());
  }

  private static List<GiftPackage> packages() {
    return DemoPackages.all();
  }

  private static <T> Uni<Void> putIfAbsent(
      ReactivePanacheMongoRepositoryBase<T, String> store, T item) {
    return store
        .persist(item)
        .replaceWithVoid()
        .onFailure(StoreErrors::isDuplicateKey)
        .recoverWithNull();
  }

  private static <T> Uni<Void> each(List<T> items, java.util.function.Function<T, Uni<Void>> step) {
    return Multi.createFrom()
        .iterable(items)
        .onItem()
        .transformToUniAndConcatenate(step::apply)
        .collect()
        .last()
        .replaceWithVoid();
  }
}
