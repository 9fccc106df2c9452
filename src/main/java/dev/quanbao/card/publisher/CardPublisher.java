package dev.quanbao.card.publisher;

import dev.quanbao.card.CardFollowUp;
import dev.quanbao.card.model.CardTemplate;
import dev.quanbao.card.store.CardTemplateRepository;
import io.smallrye.mutiny.Uni;

/**
 * Where templates are handed in that WeChat is to get.
 *
 * <p>A template is handed in after it was stored as waiting, and again by {@link CardFollowUp} for
 * as long as it waits: handing in a revision twice must be as good as once. What became of it is
 * told by {@link CardTemplateRepository#synced} and {@link CardTemplateRepository#refused}.
 */
public interface CardPublisher {

  /** Takes a waiting template in; neither waits for WeChat nor fails for its sake. */
  Uni<Void> handIn(CardTemplate template);
}
