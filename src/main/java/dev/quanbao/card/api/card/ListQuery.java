package dev.quanbao.card.api.card;

import dev.quanbao.card.model.CardSearch;
import dev.quanbao.platform.error.RequestRefusedException;
import dev.quanbao.platform.error.Violation;
import dev.quanbao.platform.uri.PercentEncoding;
import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The query of the list: what is looked for, and which page of it. */
final class ListQuery {

  static final String PATH = "/tickets";
  static final int DEFAULT_PER_PAGE = 15;
  static final int MAX_PER_PAGE = 100;
  static final int MAX_PAGE = 10_000;

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
  private static final String PAGE = "page";

  /** What no link repeats: each request is signed anew. */
  private static final Set<String> OWN_TO_A_REQUEST =
      Set.of("apiVersion", "client", "version", "sign", "timestamp", "nonce", PAGE);

  private final MultiMap parameters;
  private final List<Violation> violations = new ArrayList<>();
  private final CardSearch search;
  private final int page;
  private final int perPage;

  private ListQuery(MultiMap parameters) {
    this.parameters = parameters;
    this.search = CardSearchReader.read(parameters::get, violations);
    this.page = number(PAGE, MAX_PAGE, 1);
    this.perPage = number("per_page", MAX_PER_PAGE, DEFAULT_PER_PAGE);
  }

  /** Reads it, or refuses it with everything that is wrong with it. */
  static ListQuery read(MultiMap parameters) {
    var query = new ListQuery(parameters);
    if (!query.violations.isEmpty()) {
      throw RequestRefusedException.forViolations(query.violations);
    }
    return query;
  }

  CardSearch search() {
    return search;
  }

  int page() {
    return page;
  }

  int perPage() {
    return perPage;
  }

  /** Path and query of another page of the same list. */
  String link(int page) {
    String kept =
        parameters.entries().stream()
            .filter(entry -> !OWN_TO_A_REQUEST.contains(entry.getKey()))
            .map(entry ->
                PercentEncoding.encode(entry.getKey())
                    + "="
                    + PercentEncoding.encode(entry.getValue())
                    + "&")
            .collect(Collectors.joining());
    return PATH + "?" + kept + PAGE + "=" + page;
  }

  private int number(String name, int max, int unlessSent) {
    @Nullable String sent = parameters.get(name);
    if (sent == null || sent.isBlank()) {
      return unlessSent;
    }
    if (!NUMBER.matcher(sent).matches()) {
      violations.add(Violation.parameter(name, "violation.type", "integer"));
      return unlessSent;
    }
    int number = Integer.parseInt(sent);
    if (number < 1) {
      violations.add(Violation.parameter(name, "violation.min", 1));
    } else if (number > max) {
      violations.add(Violation.parameter(name, "violation.max", max));
    }
    return number;
  }
}
