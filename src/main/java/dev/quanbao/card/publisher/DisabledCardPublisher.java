package dev.quanbao.card.publisher;

import dev.quanbao.card.model.CardTemplate;
import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** The publisher of an installation without WeChat, which leaves every template waiting. */
@DefaultBean
@ApplicationScoped
class DisabledCardPublisher implements CardPublisher {

  @Override
  public Uni<Void> submit(CardTemplate template) {
    return Uni.createFrom().voidItem();
  }
}
