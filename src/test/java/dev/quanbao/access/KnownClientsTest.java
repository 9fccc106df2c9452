package dev.quanbao.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quanbao.access.model.Client;
import dev.quanbao.access.model.KnownClient;
import dev.quanbao.access.model.NewClient;
import dev.quanbao.access.model.SignScheme;
import dev.quanbao.access.store.ClientRepository;
import dev.quanbao.platform.crypto.MasterKeys;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class KnownClientsTest {

  private static final String ID = "a0000000000000000000000000000001";

  private final ClientVault vault =
      new ClientVault(MasterKeys.parse("test:" + "A".repeat(43) + "="));
  private final Client stored = vault.seal(newClient(), Instant.EPOCH);
  private final AskedClients store = new AskedClients();
  private final AtomicLong nanoTime = new AtomicLong(42);
  private final KnownClients known = new KnownClients(store, vault, nanoTime::get);

  @Test
  void howeverManyAskTheStoreIsAskedOnce() {
    var first = find();
    var second = find();

    store.answer(stored);

    assertThat(first.awaitItem().getItem().id()).isEqualTo(ID);
    assertThat(second.awaitItem().getItem()).isSameAs(first.getItem());
    assertThat(store.asked).isEqualTo(1);
  }

  @Test
  void anAnswerIsKept() {
    var first = find();
    store.answer(stored);
    age(Duration.ofMillis(2_400));

    var second = find();

    assertThat(second.awaitItem().getItem()).isSameAs(first.getItem());
    assertThat(store.asked).isEqualTo(1);
  }

  @Test
  void aMissingClientIsKeptToo() {
    find();
    store.answer(null);

    var second = find();

    assertThat(second.awaitItem().getItem()).isEqualTo(KnownClient.UNKNOWN);
    assertThat(store.asked).isEqualTo(1);
  }

  @Test
  void anAgeingAnswerServesWhileOneRequestRenewsIt() {
    find();
    store.answer(stored);
    age(Duration.ofSeconds(3));

    var ageing = find();
    find();
    store.answer(null);

    assertThat(ageing.awaitItem().getItem().id()).isEqualTo(ID);
    assertThat(find().awaitItem().getItem()).isEqualTo(KnownClient.UNKNOWN);
    assertThat(store.asked).isEqualTo(2);
  }

  @Test
  void anOldAnswerDoesNotServe() {
    find();
    store.answer(stored);
    age(KnownClients.MAX_AGE);

    var late = find();

    late.assertNotTerminated();
    assertThat(store.asked).isEqualTo(2);
  }

  @Test
  void theAgeCountsFromBeforeTheStoreWasAsked() {
    find();
    age(KnownClients.MAX_AGE);
    store.answer(stored);

    var late = find();

    late.assertNotTerminated();
  }

  @Test
  void whatWasForgottenIsAskedForAgain() {
    find();
    known.forget(ID);
    var later = find();

    store.answer(null);
    store.answer(stored);

    assertThat(later.awaitItem().getItem().id()).isEqualTo(ID);
    assertThat(find().awaitItem().getItem().id()).isEqualTo(ID);
  }

  @Test
  void aFailureIsNotKept() {
    var failed = find();
    store.fail();

    var second = find();

    failed.assertFailedWith(IllegalStateException.class);
    second.assertNotTerminated();
    assertThat(store.asked).isEqualTo(2);
  }

  private UniAssertSubscriber<KnownClient> find() {
    return known.find(ID).subscribe().withSubscriber(UniAssertSubscriber.create());
  }

  private void age(Duration by) {
    nanoTime.addAndGet(by.toNanos());
  }

  private static NewClient newClient() {
    return new NewClient(
        ID,
        "test",
        SignScheme.MD5,
        Set.of(),
        Set.of(),
        Optional.empty(),
        List.of(NewClient.Secret.always("secret")));
  }

  /** A store that answers when it is told to, in the order in which it was asked. */
  private static final class AskedClients extends ClientRepository {

    private final Queue<UniEmitter<? super Client>> waiting = new ArrayDeque<>();
    private int asked;

    @Override
    public Uni<Client> findById(String id) {
      asked++;
      return Uni.createFrom().emitter(emitter -> waiting.add(emitter));
    }

    void answer(Client client) {
      waiting.remove().complete(client);
    }

    void fail() {
      waiting.remove().fail(new IllegalStateException("unreachable"));
    }
  }
}
