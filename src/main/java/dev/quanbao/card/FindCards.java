package dev.quanbao.card;

import dev.quanbao.access.model.Caller;
import dev.quanbao.card.model.CardSearch;
import dev.quanbao.card.model.CardTemplate;
import dev.quanbao.card.store.CardTemplateQueries;
import dev.quanbao.card.store.CardTemplateRepository;
import dev.quanbao.platform.page.Page;
import dev.quanbao.platform.page.PageRequest;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Lists the templates of a client's companies (优惠券列表), the newest first; deleted ones only where
 * the search names the status.
 */
@ApplicationScoped
public class FindCards {

  private final CardTemplateQueries queries;
  private final CardTemplateRepository templates;

  FindCards(CardTemplateQueries queries, CardTemplateRepository templates) {
    this.queries = queries;
    this.templates = templates;
  }

  /** One template, refused as not found where the caller may not see it. */
  public Uni<CardTemplate> find(long number, Caller caller) {
    return templates.findVisible(number, caller);
  }

  public Uni<Page<CardTemplate>> find(CardSearch search, PageRequest page, Caller caller) {
    return queries.find(search, caller.companies(), page, caller.now());
  }
}
