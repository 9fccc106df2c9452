package dev.quanbao.card;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import dev.quanbao.access.model.Caller;
import dev.quanbao.card.model.CardSearch.OfStatus;
import dev.quanbao.card.model.CardSearch.OfSync;
import dev.quanbao.card.model.CardSearch.OfType;
import dev.quanbao.card.model.CardSearch.OnDay;
import dev.quanbao.card.model.CardSearch.Term;
import dev.quanbao.card.model.CardSearch.WithText;
import dev.quanbao.card.model.CardStatus;
import dev.quanbao.card.model.CardTemplate;
import dev.quanbao.card.store.CardTemplateRepository;
import dev.quanbao.platform.page.Page;
import dev.quanbao.platform.time.BusinessCalendar;
import io.quarkus.mongodb.FindOptions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bson.conversions.Bson;

/**
 * Lists the templates of a client's companies (优惠券列表), the newest first; deleted ones only where
 * the status is searched by.
 */
@ApplicationScoped
public class FindCards {

  private final CardTemplateRepository templates;
  private final BusinessCalendar calendar;

  FindCards(CardTemplateRepository templates, BusinessCalendar calendar) {
    this.templates = templates;
    this.calendar = calendar;
  }

  public Uni<Page<CardTemplate>> find(List<Term> terms, int page, int perPage, Caller caller) {
    Bson filter = filter(terms, caller);
    var options =
        new FindOptions()
            .sort(Sorts.descending("number"))
            .skip((page - 1) * perPage)
            .limit(perPage);
    return Page.combine(
        templates.mongoCollection().find(filter, options).collect().asList(),
        templates.mongoCollection().countDocuments(filter));
  }

  private Bson filter(List<Term> terms, Caller caller) {
    List<Bson> all = new ArrayList<>();
    all.add(ofCompanies(caller.companies()));
    if (terms.stream().noneMatch(OfStatus.class::isInstance)) {
      all.add(Filters.eq("deletedAt", null));
    }
    terms.forEach(term -> all.add(filter(term, caller.now())));
    return Filters.and(all);
  }

  // Of one company, as mostly, the index has the order as well.
  private static Bson ofCompanies(Set<String> ids) {
    return ids.size() == 1
        ? Filters.eq("companyId", ids.iterator().next())
        : Filters.in("companyId", ids);
  }

  private Bson filter(Term term, Instant now) {
    return switch (term) {
      case OfType of -> Filters.in("type", of.types());
      case OfSync of -> Filters.in("sync", of.states());
      case OfStatus of -> anyOf(of.statuses().stream().map(status -> hasStatus(status, now)));
      case OnDay on -> onDay(on);
      case WithText with -> withText(with);
    };
  }

  private static Bson hasStatus(CardStatus status, Instant now) {
    Instant open = BusinessCalendar.oldestOpenEnd(now);
    return switch (status) {
      case NORMAL -> Filters.and(Filters.eq("deletedAt", null), Filters.gte("endAt", open));
      case EXPIRED -> Filters.and(Filters.eq("deletedAt", null), Filters.lt("endAt", open));
      case DELETED -> Filters.ne("deletedAt", null);
    };
  }

  private Bson onDay(OnDay on) {
    Instant start = calendar.startOf(on.day());
    Instant next = calendar.startOf(on.day().plusDays(1));
    return switch (on.operator()) {
      case EQUAL -> Filters.and(Filters.gte(on.field(), start), Filters.lt(on.field(), next));
      case UNEQUAL -> Filters.or(Filters.lt(on.field(), start), Filters.gte(on.field(), next));
      case GREATER -> Filters.gte(on.field(), next);
      case AT_LEAST -> Filters.gte(on.field(), start);
      case LESS -> Filters.lt(on.field(), start);
      case AT_MOST -> Filters.lt(on.field(), next);
      case LIKE -> throw new IllegalArgumentException("no day is like another");
    };
  }

  private static Bson withText(WithText with) {
    return switch (with.operator()) {
      case EQUAL -> Filters.eq(with.field(), with.text());
      case UNEQUAL -> Filters.ne(with.field(), with.text());
      case GREATER -> Filters.gt(with.field(), with.text());
      case AT_LEAST -> Filters.gte(with.field(), with.text());
      case LESS -> Filters.lt(with.field(), with.text());
      case AT_MOST -> Filters.lte(with.field(), with.text());
      case LIKE -> Filters.regex(with.field(), containing(with.text()));
    };
  }

  private static Pattern containing(String text) {
    return Pattern.compile(Pattern.quote(text), Pattern.CASE_INSENSITIVE);
  }

  private static Bson anyOf(Stream<Bson> filters) {
    List<Bson> any = filters.toList();
    return any.isEmpty() ? Filters.in("number", List.of()) : Filters.or(any);
  }
}
