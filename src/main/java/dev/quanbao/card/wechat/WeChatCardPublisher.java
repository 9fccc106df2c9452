package dev.quanbao.card.wechat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.quanbao.card.model.CardTemplate;
import dev.quanbao.card.publisher.CardPublisher;
import dev.quanbao.platform.outbox.OutboxRunner;
import dev.quanbao.platform.outbox.store.OutboxEntry;
import dev.quanbao.platform.outbox.store.OutboxRepository;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.time.Clock;

/** Puts templates that wait for WeChat into the outbox, one entry a revision. */
@ApplicationScoped
class WeChatCardPublisher implements CardPublisher {

  private final WeChatAccounts accounts;
  private final OutboxRepository outbox;
  private final OutboxRunner runner;
  private final ObjectMapper json;
  private final ObjectReader exact;
  private final Clock clock;

  WeChatCardPublisher(
      WeChatAccounts accounts,
      OutboxRepository outbox,
      OutboxRunner runner,
      ObjectMapper json,
      Clock clock) {
    this.accounts = accounts;
    this.outbox = outbox;
    this.runner = runner;
    this.json = json;
    this.exact = json.reader().with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    this.clock = clock;
  }

  @Override
  public Uni<Void> submit(CardTemplate template) {
    return outbox.put(entry(template)).invoke(runner::lookSoon);
  }

  OutboxEntry entry(CardTemplate template) {
    String queue =
        accounts
            .choose(template.companyId(), template.wechatAppId())
            .map(WeChatAccount::appId)
            .orElse("");
    return OutboxEntry.waiting(
        template.id() + "/" + template.revision(),
        WeChatOutboxHandler.DESK,
        queue,
        template.id(),
        payload(template),
        clock.instant());
  }

  private String payload(CardTemplate template) {
    try {
      return json.writeValueAsString(CardPayload.of(template, exact.readTree(template.info())));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
