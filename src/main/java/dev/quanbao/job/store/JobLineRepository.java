package dev.quanbao.job.store;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.Updates;
import dev.quanbao.job.model.LineBatch;
import dev.quanbao.platform.store.DocumentRepository;
import dev.quanbao.platform.store.Index;
import dev.quanbao.platform.store.background.PacedBatches;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** The stored batches of lines that were uploaded for jobs. */
@ApplicationScoped
public class JobLineRepository implements DocumentRepository<LineBatch> {

  @Override
  public List<IndexModel> indexes() {
    return List.of(Index.on(LineBatchFields.CREATED_AT));
  }

  /** Writes the results of a batch; gives those that stand, of two replicas the first one's. */
  public Uni<LineBatch> saveResults(LineBatch before, LineBatch handled) {
    return mongoCollection()
        .updateOne(
            Filters.and(Filters.eq(before.id()), Filters.eq(LineBatchFields.PASS, before.pass())),
            Updates.combine(
                Updates.set(LineBatchFields.PASS, handled.pass()),
                Updates.set(LineBatchFields.DONE, handled.done()),
                Updates.set(LineBatchFields.DONE_BEFORE, handled.doneBefore()),
                Updates.set(LineBatchFields.REFUSED, handled.refused())))
        .chain(result ->
            result.getMatchedCount() == 1 ? Uni.createFrom().item(handled) : findById(before.id()));
  }

  /** Deletes the batches that were uploaded before a moment, at a pace that spares the store. */
  public Uni<Integer> deleteUploadedBefore(Instant moment, PacedBatches batches, Instant end) {
    return batches.forget(end, mongoCollection(), LineBatchFields.CREATED_AT, moment);
  }
}
