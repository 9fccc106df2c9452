package dev.quanbao.card.publisher;

import dev.quanbao.card.model.CardTemplate;
import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** The office of an installation without WeChat: whatever is handed in is left waiting. */
@DefaultBean
@ApplicationScoped
class DisabledCardPublisher implements CardPublisher {

  @Override
  public Uni<Void> handIn(CardTemplate template) {
    return Uni.createFrom().voidItem();
  }
}
