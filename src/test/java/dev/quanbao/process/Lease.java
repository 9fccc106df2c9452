package dev.quanbao.process;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoDatabase;
import java.time.Duration;
import java.time.Instant;
import org.bson.Document;

/**
 * How a job is held, read past the service.
 *
 * @param holder changes whenever an instance takes it
 * @param position how far it has come
 * @param end until when it is held
 */
record Lease(String state, String holder, long position, Instant end) {

  private static final Duration LENGTH = Duration.ofSeconds(10);

  static Lease read(MongoDatabase database, String jobId) {
    Document job = database.getCollection("Job").find(eq("_id", jobId)).first();
    return new Lease(
        job.getString("state"),
        job.get("lease", Document.class).getString("holder"),
        job.getLong("position"),
        job.get("lease", Document.class).getDate("until").toInstant());
  }

  boolean isRunning() {
    return state.equals("RUNNING");
  }

  boolean isOver() {
    return !isRunning() && !state.equals("QUEUED");
  }

  /** Whether another has taken the job since. */
  boolean isTakenOverFrom(Lease before) {
    return !holder.equals(before.holder);
  }

  /** Whether the job has come further since. */
  boolean isAheadOf(Lease before) {
    return position > before.position || isOver();
  }

  /** Whether the holder of the job at a moment still held it a good while later, or ended it. */
  boolean isHeldOnSince(Lease before, Instant moment) {
    return holder.equals(before.holder)
        && (isOver() || end.isAfter(moment.plus(LENGTH).plusSeconds(2)));
  }
}
