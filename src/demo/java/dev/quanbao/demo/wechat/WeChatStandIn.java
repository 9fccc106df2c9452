package dev.quanbao.demo.wechat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quanbao.platform.id.Ids;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A stand-in for WeChat in what concerns cards: tokens, card/create, card/update, card/get,
 * card/batchget, and the codes by which requests are refused.
 */
public final class WeChatStandIn {

  private static final int PAGE = 50;

  private final ObjectMapper json = new ObjectMapper();
  private final StandInTokens tokens;
  private final Map<String, Card> cards = new LinkedHashMap<>();
  private int quota = 100_000;

  /**
   * @param secrets of the accounts that there are, by app id
   */
  public WeChatStandIn(Map<String, String> secrets, Clock clock) {
    this.tokens = new StandInTokens(secrets, clock);
  }

  private record Card(String appId, String type, ObjectNode info) {
    ObjectNode base() {
      return (ObjectNode) info.get("base_info");
    }
  }

  /** The answer to a request. */
  public synchronized String answer(String path, @Nullable String token, String body) {
    ObjectNode answer = json.createObjectNode();
    try {
      answer(path, token == null ? "" : token, read(body), answer);
    } catch (WeChatError error) {
      answer.removeAll();
      answer.put("errcode", error.code()).put("errmsg", error.words() + " rid: standin");
    }
    return answer.toString();
  }

  /** The cards' infos as they are now, in the order in which they were made. */
  public synchronized List<JsonNode> cards() {
    return cards.values().stream().map(card -> (JsonNode) card.info().deepCopy()).toList();
  }

  /** How many different tokens were issued. */
  public synchronized int tokensIssued() {
    return tokens.issued();
  }

  /** Makes all tokens invalid before their time. */
  public synchronized void revokeTokens() {
    tokens.revoke();
  }

  /** Accepts only so many calls from now on. */
  public synchronized void limitTo(int calls) {
    quota = calls;
  }

  private void answer(String path, String token, JsonNode request, ObjectNode answer) {
    if (path.equals("/cgi-bin/stable_token")) {
      StandInTokens.Grant grant = tokens.grant(request);
      answer.put("access_token", grant.value()).put("expires_in", grant.seconds());
      return;
    }
    String appId = tokens.accountOf(token);
    if (quota-- <= 0) {
      throw new WeChatError(45009, "reach max api daily quota limit");
    }
    answer.put("errcode", 0).put("errmsg", "ok");
    switch (path) {
      case "/card/create" -> create(appId, request.path("card"), answer);
      case "/card/update" -> update(appId, request, answer);
      case "/card/get" -> get(appId, request, answer);
      case "/card/batchget" -> list(appId, request, answer);
      default -> throw new WeChatError(40066, "invalid url");
    }
  }

  private void create(String appId, JsonNode card, ObjectNode answer) {
    StandInRules.checkNew(card);
    String type = card.get("card_type").asText();
    String id = "p" + Ids.random().substring(0, 27);
    var made = new Card(appId, type, card.get(StandInRules.node(type)).deepCopy());
    JsonNode quantity = made.base().get("sku").get("quantity");
    made.base().put("id", id).put("status", "CARD_STATUS_NOT_VERIFY");
    ((ObjectNode) made.base().get("sku")).set("total_quantity", quantity);
    cards.put(id, made);
    answer.put("card_id", id);
  }

  private void update(String appId, JsonNode request, ObjectNode answer) {
    Card card = find(appId, request);
    JsonNode change = request.path(StandInRules.node(card.type())).path("base_info");
    StandInRules.checkChange(card.base(), change);
    boolean isReviewed = false;
    for (String name : List.of("title", "description")) {
      isReviewed |= change.has(name) && !change.get(name).equals(card.base().get(name));
    }
    change.properties().forEach(field -> card.base().set(field.getKey(), field.getValue()));
    answer.put("send_check", isReviewed);
  }

  private void get(String appId, JsonNode request, ObjectNode answer) {
    Card card = find(appId, request);
    answer
        .putObject("card")
        .put("card_type", card.type())
        .set(StandInRules.node(card.type()), card.info().deepCopy());
  }

  private void list(String appId, JsonNode request, ObjectNode answer) {
    int offset = request.path("offset").asInt(-1);
    int count = request.path("count").asInt(0);
    if (offset < 0 || count < 1 || count > PAGE) {
      throw new WeChatError(40100, "invalid offset or count");
    }
    List<String> own =
        cards.entrySet().stream()
            .filter(card -> card.getValue().appId().equals(appId))
            .map(Map.Entry::getKey)
            .toList();
    ArrayNode page = answer.putArray("card_id_list");
    own.stream().skip(offset).limit(count).forEach(page::add);
    answer.put("total_num", own.size());
  }

  private Card find(String appId, JsonNode request) {
    Card card = cards.get(request.path("card_id").asText(""));
    if (card == null || !card.appId().equals(appId)) {
      throw new WeChatError(40053, "invalid card id");
    }
    return card;
  }

  private JsonNode read(String body) {
    try {
      return json.readTree(body);
    } catch (JsonProcessingException e) {
      throw new WeChatError(47001, "data format error");
    }
  }
}
