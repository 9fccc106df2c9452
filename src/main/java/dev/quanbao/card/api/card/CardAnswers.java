package dev.quanbao.card.api.card;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the card surface wraps its answers in. */
public final class CardAnswers {

  private CardAnswers() {}

  /** One template. */
  @Schema(name = "CardTemplateAnswer")
  @RegisterForReflection
  public record One(CardView data) {}

  /** A page of the list. */
  @Schema(name = "CardTemplateList")
  @RegisterForReflection
  public record Listed(List<CardRowView> data, Meta meta) {}

  /** What is said beside the rows. */
  @Schema(name = "CardListMeta")
  @RegisterForReflection
  public record Meta(Pagination pagination) {}

  /** The pages beside one. */
  @Schema(name = "CardListLinks")
  @RegisterForReflection
  public record Links(
      @Schema(description = "path and query but for the common parameters; null on the first page")
          @Nullable String previous,
      @Schema(description = "the same of the next page; null on the last") @Nullable String next) {}

  /**
   * Where a page stands in the whole.
   *
   * @param links {@link Links}, or an empty list where all is on one page
   */
  @Schema(name = "CardListPagination")
  @JsonNaming(SnakeCaseStrategy.class)
  @RegisterForReflection
  public record Pagination(
      @Schema(description = "templates in all") long total,
      @Schema(description = "on this page") int count,
      int perPage,
      @Schema(description = "from 1") int currentPage,
      @Schema(description = "at least 1") long totalPages,
      @Schema(
              description = "the pages beside it; [] where all is on one",
              implementation = Links.class)
          Object links) {

    static Pagination of(ListQuery query, int count, long total) {
      int page = query.page();
      long pages = Math.max(1, Math.ceilDiv(total, query.perPage()));
      Object links =
          pages == 1
              ? List.of()
              : new Links(
                  page > 1 ? query.link(page - 1) : null,
                  page < pages ? query.link(page + 1) : null);
      return new Pagination(total, count, query.perPage(), page, pages, links);
    }
  }
}
