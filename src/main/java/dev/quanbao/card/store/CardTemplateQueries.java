package dev.quanbao.card.store;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import dev.quanbao.card.model.CardSearch;
import dev.quanbao.card.model.CardSearch.DayField;
import dev.quanbao.card.model.CardSearch.OfStatus;
import dev.quanbao.card.model.CardSearch.OfSync;
import dev.quanbao.card.model.CardSearch.OfType;
import dev.quanbao.card.model.CardSearch.OnDay;
import dev.quanbao.card.model.CardSearch.Term;
import dev.quanbao.card.model.CardSearch.TextField;
import dev.quanbao.card.model.CardSearch.WithText;
import dev.quanbao.card.model.CardStatus;
import dev.quanbao.card.model.CardTemplate;
import dev.quanbao.platform.page.Page;
import dev.quanbao.platform.page.PageRequest;
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

/** Searches the stored templates; nothing of a {@link CardSearch} but values reaches a query. */
@ApplicationScoped
public class CardTemplateQueries {

  private static final Bson NONE = Filters.in(CardTemplateFields.NUMBER, List.of());

  private final CardTemplateRepository templates;
  private final BusinessCalendar calendar;

  CardTemplateQueries(CardTemplateRepository templates, BusinessCalendar calendar) {
    this.templates = templates;
    this.calendar = calendar;
  }

  /**
   * Finds a page of templates, the newest first.
   *
   * @param companies whose templates are searched
   * @param now the moment at which a template's status is judged
   */
  public Uni<Page<CardTemplate>> find(
      CardSearch search, Set<String> companies, PageRequest page, Instant now) {
    Bson filter = filter(search, companies, now);
    var options =
        new FindOptions()
            .sort(Sorts.descending(CardTemplateFields.NUMBER))
            .skip(Math.toIntExact(page.offset()))
            .limit(page.size());
    return Page.combine(
        templates.mongoCollection().find(filter, options).collect().asList(),
        templates.mongoCollection().countDocuments(filter));
  }

  private Bson filter(CardSearch search, Set<String> companies, Instant now) {
    List<Bson> all = new ArrayList<>();
    all.add(isOf(companies));
    if (!search.namesStatus()) {
      all.add(isDeleted(false));
    }
    search.terms().forEach(term -> all.add(filter(term, now)));
    return Filters.and(all);
  }

  // A client mostly has one company; an equality lets the index give the order as well.
  private static Bson isOf(Set<String> companies) {
    return companies.size() == 1
        ? Filters.eq(CardTemplateFields.COMPANY_ID, companies.iterator().next())
        : Filters.in(CardTemplateFields.COMPANY_ID, companies);
  }

  private Bson filter(Term term, Instant now) {
    return switch (term) {
      case OfType of -> Filters.in(CardTemplateFields.TYPE, of.types());
      case OfSync of -> Filters.in(CardTemplateFields.SYNC, of.states());
      case OfStatus of -> anyOf(of.statuses().stream().map(status -> hasStatus(status, now)));
      case OnDay on -> isOnDay(on);
      case WithText with -> hasText(with);
    };
  }

  private static Bson hasStatus(CardStatus status, Instant now) {
    Instant open = BusinessCalendar.oldestOpenEnd(now);
    return switch (status) {
      case NORMAL -> Filters.and(isDeleted(false), Filters.gte(CardTemplateFields.END_AT, open));
      case EXPIRED -> Filters.and(isDeleted(false), Filters.lt(CardTemplateFields.END_AT, open));
      case DELETED -> isDeleted(true);
    };
  }

  private static Bson isDeleted(boolean deleted) {
    return deleted
        ? Filters.ne(CardTemplateFields.DELETED_AT, null)
        : Filters.eq(CardTemplateFields.DELETED_AT, null);
  }

  private Bson isOnDay(OnDay on) {
    String field = nameOf(on.field());
    Instant start = calendar.startOf(on.day());
    Instant next = calendar.startOf(on.day().plusDays(1));
    return switch (on.operator()) {
      case EQUAL -> Filters.and(Filters.gte(field, start), Filters.lt(field, next));
      case UNEQUAL -> Filters.or(Filters.lt(field, start), Filters.gte(field, next));
      case GREATER -> Filters.gte(field, next);
      case AT_LEAST -> Filters.gte(field, start);
      case LESS -> Filters.lt(field, start);
      case AT_MOST -> Filters.lt(field, next);
      case LIKE -> throw new IllegalArgumentException("no day is like another");
    };
  }

  private static Bson hasText(WithText with) {
    String field = nameOf(with.field());
    return switch (with.operator()) {
      case EQUAL -> Filters.eq(field, with.text());
      case UNEQUAL -> Filters.ne(field, with.text());
      case GREATER -> Filters.gt(field, with.text());
      case AT_LEAST -> Filters.gte(field, with.text());
      case LESS -> Filters.lt(field, with.text());
      case AT_MOST -> Filters.lte(field, with.text());
      case LIKE -> Filters.regex(field, containing(with.text()));
    };
  }

  private static Pattern containing(String text) {
    return Pattern.compile(Pattern.quote(text), Pattern.CASE_INSENSITIVE);
  }

  private static Bson anyOf(Stream<Bson> filters) {
    List<Bson> any = filters.toList();
    return any.isEmpty() ? NONE : Filters.or(any);
  }

  private static String nameOf(DayField field) {
    return switch (field) {
      case BEGIN_AT -> CardTemplateFields.BEGIN_AT;
      case END_AT -> CardTemplateFields.END_AT;
      case CREATED_AT -> CardTemplateFields.CREATED_AT;
    };
  }

  private static String nameOf(TextField field) {
    return switch (field) {
      case TITLE -> CardTemplateFields.TITLE;
      case BRAND_NAME -> CardTemplateFields.BRAND_NAME;
      case APP_ID -> CardTemplateFields.APP_ID;
    };
  }
}
