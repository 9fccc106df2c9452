package dev.quanbao.card.publisher;

import dev.quanbao.card.model.CardTemplate;
import dev.quanbao.card.store.CardTemplateRepository;
import io.smallrye.mutiny.Uni;

/**
 * Takes templates that WeChat is to get.
 *
 * <p>A template is submitted after it was stored as waiting, and again and again for as long as it
 * waits, so that submitting a revision twice must be as good as once. What became of it is told by
 * {@link CardTemplateRepository#markSynced} and {@link CardTemplateRepository#markRefused}.
 */
public interface CardPublisher {

  /** Takes a waiting template; neither waits for WeChat nor fails for its sake. */
  Uni<Void> submit(CardTemplate template);
}
