package dev.quanbao.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quanbao.process.Books.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Books that are in order, falsified in one way at a time. */
class BooksTest {

  private int left = 1;
  private int claimed = 2;
  private final List<Entry> claims =
      new ArrayList<>(List.of(done("c1", "u1", "o1"), done("c2", "u2", "o2")));
  private final Map<String, String> tickets =
      new HashMap<>(Map.of("t1", "c1", "t2", "c1", "t3", "c1", "t4", "c2", "t5", "c2", "t6", "c2"));
  private final List<String> holders = new ArrayList<>(List.of("c2", "c1"));
  private List<Set<String>> granted = List.of(Set.of("t1", "t2", "t3"));

  @Test
  void books_in_order_have_no_fault() {
    assertThat(faults()).isEmpty();
  }

  @Test
  void quota_that_got_lost_is_a_fault() {
    left = 0;
    assertThat(faults()).containsExactly("0 left and 2 claimed of 3");
  }

  @Test
  void more_claims_than_the_quota_knows_are_a_fault() {
    left = 2;
    claimed = 1;
    assertThat(faults()).containsExactly("1 claimed, but there are 2 claims");
  }

  @Test
  void a_claim_that_stays_pending_is_a_fault() {
    claims.set(0, new Entry("c1", "u1", "PENDING", "o1"));
    assertThat(faults()).containsExactly("claims are neither finished nor undone");
  }

  @Test
  void a_person_with_too_many_copies_is_a_fault() {
    claims.set(1, done("c2", "u1", "o2"));
    assertThat(faults()).containsExactly("u1 has 2 copies");
  }

  @Test
  void a_keyed_request_that_took_effect_twice_is_a_fault() {
    claims.set(1, done("c2", "u1", "o1"));
    assertThat(faults()).contains("one keyed request made two claims: o1 for u1");
  }

  @Test
  void a_keyed_request_may_serve_many() {
    claims.set(1, done("c2", "u2", "o1"));
    assertThat(faults()).isEmpty();
  }

  @Test
  void a_missing_ticket_is_a_fault() {
    tickets.remove("t6");
    assertThat(faults()).containsExactly("claim c2 has 2 tickets");
  }

  @Test
  void a_ticket_too_many_is_a_fault() {
    tickets.put("t7", "c2");
    assertThat(faults()).containsExactly("claim c2 has 4 tickets");
  }

  @Test
  void a_ticket_without_a_claim_is_a_fault() {
    tickets.put("t7", "c3");
    assertThat(faults()).containsExactly("1 tickets of no claim c3");
  }

  @Test
  void a_child_that_nobody_gave_back_is_a_fault() {
    holders.add("c3");
    assertThat(faults()).containsExactly("3 children are held, not one for each claim");
  }

  @Test
  void an_answered_claim_that_is_gone_is_a_fault() {
    granted = List.of(Set.of("t8", "t9", "t10"));
    assertThat(faults()).singleElement().asString().contains("aren't one claim");
  }

  @Test
  void an_answer_given_to_two_clients_is_a_fault() {
    granted = List.of(Set.of("t1", "t2", "t3"), Set.of("t3", "t2", "t1"));
    assertThat(faults()).singleElement().asString().startsWith("two clients");
  }

  private List<String> faults() {
    return new Books(3, 1, left, claimed, claims, tickets, holders).faults(granted);
  }

  private static Entry done(String id, String owner, String operation) {
    return new Entry(id, owner, "DONE", operation);
  }
}
