package dev.quanbao.job.api.v3;

import dev.quanbao.access.model.Caller;
import dev.quanbao.job.model.Job;
import dev.quanbao.job.store.JobRepository;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Objects;

/**
 * A job's changes as a stream, whichever replica runs it; ends with the job.
 *
 * <p>What is the same as before is told again now and then, so that nobody in between takes the
 * connection for dead.
 */
@ApplicationScoped
class JobFeed {

  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final int LOOKS_WITHOUT_NEWS = 30;

  private final JobRepository jobs;

  JobFeed(JobRepository jobs) {
    this.jobs = jobs;
  }

  Multi<Job> of(String id, Caller caller) {
    // The first look comes before the stream, so that a job that can't be seen is an error answer.
    return jobs.visible(id, caller)
        .onItem()
        .transformToMulti(first ->
            Multi.createBy()
                .concatenating()
                .streams(Multi.createFrom().item(first), later(first, caller)));
  }

  private Multi<Job> later(Job first, Caller caller) {
    if (first.state().isOver()) {
      return Multi.createFrom().empty();
    }
    var news = new News(first);
    return Multi.createBy()
        .repeating()
        .uni(() -> look(first.id(), caller))
        .whilst(job -> !job.state().isOver())
        .filter(news::isToldOf);
  }

  private Uni<Job> look(String id, Caller caller) {
    return Uni.createFrom()
        .voidItem()
        .onItem()
        .delayIt()
        .by(PAUSE)
        .chain(() -> jobs.visible(id, caller));
  }

  /** Tells what is new from what was told last; belongs to one stream. */
  private static final class News {
    private Job told;
    private int looks;

    News(Job first) {
      told = first;
    }

    boolean isToldOf(Job job) {
      looks++;
      boolean isNews =
          looks > LOOKS_WITHOUT_NEWS
              || job.state() != told.state()
              || job.position() != told.position()
              || !Objects.equals(job.endedAt(), told.endedAt());
      if (isNews) {
        told = job;
        looks = 0;
      }
      return isNews;
    }
  }
}
