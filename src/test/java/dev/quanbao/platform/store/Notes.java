package dev.quanbao.platform.store;

import com.mongodb.client.model.IndexModel;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The repository of the tests' documents. */
@ApplicationScoped
public class Notes implements DocumentRepository<Note> {

  static final LeaseField LEASE = new LeaseField("lease");

  @Override
  public List<IndexModel> indexes() {
    return List.of(Index.unique("subject"), Index.on("text", LEASE.until()));
  }
}
