package dev.quanbao.demo;

import dev.quanbao.access.RegisterClient;
import dev.quanbao.card.store.CardTemplateRepository;
import dev.quanbao.directory.ReplaceStaff;
import dev.quanbao.directory.model.CompanyPart;
import dev.quanbao.directory.store.ChatRepository;
import dev.quanbao.directory.store.CompanyRepository;
import dev.quanbao.giftpackage.model.GiftPackage;
import dev.quanbao.giftpackage.store.GiftPackageRepository;
import dev.quanbao.platform.flow.Sequentially;
import dev.quanbao.platform.store.StartupTask;
import dev.quanbao.ticket.store.TicketRepository;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;

/**
 * Loads the company, clients, packages, tickets and card templates that the seeds' examples show.
 *
 * <p>It stores only what is absent, so that what users have done with the demo stays. Only the
 * {@code demo} profile switches it on.
 */
@ApplicationScoped
public class DemoData implements StartupTask {

  private final boolean wanted;
  private final RegisterClient registerClient;
  private final CompanyRepository companies;
  private final ReplaceStaff replaceStaff;
  private final ChatRepository chats;
  private final GiftPackageRepository packages;
  private final TicketRepository tickets;
  private final CardTemplateRepository cards;
  private final Clock clock;

  DemoData(
      DemoSettings settings,
      RegisterClient registerClient,
      CompanyRepository companies,
      ReplaceStaff replaceStaff,
      ChatRepository chats,
      GiftPackageRepository packages,
      TicketRepository tickets,
      CardTemplateRepository cards,
      Clock clock) {
    this.wanted = settings.data();
    this.registerClient = registerClient;
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
    return Sequentially.each(DemoClients.all(), registerClient::register)
        .chain(() ->
            Sequentially.each(DemoDirectory.companies(), item -> companies.insertIfAbsent(item)))
        .chain(this::staff)
        .chain(() -> Sequentially.each(DemoDirectory.chats(), item -> chats.insertIfAbsent(item)))
        .chain(() -> Sequentially.each(packages(), item -> packages.insertIfAbsent(item)))
        .chain(() ->
            Sequentially.each(
                DemoTickets.all(clock.instant()), item -> tickets.insertIfAbsent(item)))
        .chain(() -> Sequentially.each(DemoCards.all(), item -> cards.insertIfAbsent(item)))
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
}
