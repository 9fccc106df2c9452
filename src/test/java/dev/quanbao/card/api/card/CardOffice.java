package dev.quanbao.card.api.card;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quanbao.card.model.CardType;
import dev.quanbao.demo.BackOffice;
import io.restassured.response.Response;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A merchant who talks to the card surface over HTTP. */
record CardOffice(BackOffice office) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** A request for a template, 2026 long. */
  static ObjectNode request(ObjectNode info) {
    ObjectNode request = JSON.createObjectNode();
    request.set("ticket_info", info);
    return request.put("sync", false).put("begin_at", "2026-01-01").put("end_at", "2026-12-31");
  }

  static ObjectNode update(CardType type, ObjectNode info) {
    return request(info).put("ticket_type", type.wireName());
  }

  Response create(CardType type, ObjectNode request) {
    return send("POST", "/" + type.name().toLowerCase(Locale.ROOT) + "/ticket", request.toString());
  }

  /** Creates a template, which a test takes for granted, and gives its id. */
  long created(CardType type, ObjectNode request) {
    Response created = create(type, request);
    if (created.statusCode() != 200) {
      throw new IllegalStateException("not created: " + created.asString());
    }
    return created.jsonPath().getLong("data.id");
  }

  Response send(String method, String path, String body) {
    return office.signed().contentType("application/json").body(body).request(method, path);
  }

  Response put(long id, ObjectNode request) {
    return send("PUT", "/ticket/" + id, request.toString());
  }

  Response delete(long id) {
    return office.signed().delete("/ticket/" + id);
  }

  Response get(Object id) {
    return office.signed().get("/ticket/" + id);
  }

  Response list(Map<String, ?> query) {
    return office.signed().queryParams(query).get("/tickets");
  }

  static List<Long> ids(Response list) {
    return list.jsonPath().getList("data.id", Long.class);
  }

  static List<String> fieldsAtFault(Response refused) {
    return refused.jsonPath().getList("errors.field");
  }
}
