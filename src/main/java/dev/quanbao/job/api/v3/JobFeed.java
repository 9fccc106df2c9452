package dev.quanbao.job.api.v3;

import dev.quanbao.access.model.Caller;
import dev.quanbao.job.FindJobs;
import dev.quanbao.job.model.Job;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Objects;

/**
 * Streams the changes of a job, whichever replica runs it; the stream ends with the job.
 *
 * <p>A job that doesn't change is sent again now and then, so that no proxy closes the connection
 * as idle.
 */
@ApplicationScoped
class JobFeed {

  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final int READS_WITHOUT_NEWS = 30;

  private final FindJobs findJobs;

  JobFeed(FindJobs findJobs) {
    this.findJobs = findJobs;
  }

  Multi<Job> follow(String id, Caller caller) {
    // The job is read before the stream begins, so that one the caller can't see is an error
    // answer.
    return findJobs
        .find(id, caller)
        .onItem()
        .transformToMulti(first ->
            Multi.createBy()
                .concatenating()
                .streams(Multi.createFrom().item(first), changesAfter(first, caller)));
  }

  private Multi<Job> changesAfter(Job first, Caller caller) {
    if (first.state().isOver()) {
      return Multi.createFrom().empty();
    }
    var news = new News(first);
    return Multi.createBy()
        .repeating()
        .uni(() -> readLater(first.id(), caller))
        .whilst(job -> !job.state().isOver())
        .filter(news::mustSend);
  }

  private Uni<Job> readLater(String id, Caller caller) {
    return Uni.createFrom()
        .voidItem()
        .onItem()
        .delayIt()
        .by(PAUSE)
        .chain(() -> findJobs.find(id, caller));
  }

  /** Compares a job with what was sent last; belongs to one stream. */
  private static final class News {
    private Job sent;
    private int reads;

    News(Job first) {
      sent = first;
    }

    boolean mustSend(Job job) {
      reads++;
      boolean isNews =
          reads > READS_WITHOUT_NEWS
              || job.state() != sent.state()
              || job.position() != sent.position()
              || !Objects.equals(job.endedAt(), sent.endedAt());
      if (isNews) {
        sent = job;
        reads = 0;
      }
      return isNews;
    }
  }
}
