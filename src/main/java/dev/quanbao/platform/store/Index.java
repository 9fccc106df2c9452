package dev.quanbao.platform.store;

import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.bson.conversions.Bson;

/** The kinds of index that repositories declare; all of them ascend. */
public final class Index {

  private Index() {}

  /** An index on some fields. */
  public static IndexModel on(String... fields) {
    return new IndexModel(Indexes.ascending(fields));
  }

  /** An index on some fields whose values no two documents share. */
  public static IndexModel unique(String... fields) {
    return new IndexModel(Indexes.ascending(fields), new IndexOptions().unique(true));
  }

  /** An index of those documents alone that a filter matches. */
  public static IndexModel partial(Bson filter, String... fields) {
    return new IndexModel(
        Indexes.ascending(fields), new IndexOptions().partialFilterExpression(filter));
  }

  /** An index by which the store deletes documents, some time after the moment in a field. */
  public static IndexModel expiring(Duration after, String field) {
    return new IndexModel(
        Indexes.ascending(field),
        new IndexOptions().expireAfter(after.toSeconds(), TimeUnit.SECONDS));
  }
}
