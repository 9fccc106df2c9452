package dev.quanbao.job;

import dev.quanbao.job.model.Job;
import dev.quanbao.job.model.JobKind;
import dev.quanbao.job.model.JobProgress;
import dev.quanbao.job.model.JobProgress.Next;
import dev.quanbao.job.runner.JobHandler;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Work whose items are numbers from 0, one a portion; remembers which it was asked to do. */
public final class CountingWork implements JobHandler {

  private final Queue<Long> items = new ConcurrentLinkedQueue<>();
  private final AtomicInteger tidied = new AtomicInteger();
  private final Function<Job, Uni<Void>> first;

  /** Does something before each item. */
  public CountingWork(Function<Job, Uni<Void>> first) {
    this.first = first;
  }

  public CountingWork() {
    this(job -> Uni.createFrom().voidItem());
  }

  public List<Long> items() {
    return List.copyOf(items);
  }

  public int tidied() {
    return tidied.get();
  }

  @Override
  public JobKind kind() {
    return JobKind.CODES;
  }

  @Override
  public Uni<JobProgress> step(Job job) {
    if (job.position() == job.total()) {
      return Uni.createFrom().item(JobProgress.ending(job, Next.DONE));
    }
    return first
        .apply(job)
        .invoke(() -> items.add(job.position()))
        .replaceWith(
            () -> new JobProgress(job.position() + 1, job.done() + 1, 0, List.of(), Next.MORE));
  }

  @Override
  public Uni<Void> tidy(Job job) {
    return Uni.createFrom().voidItem().invoke(tidied::incrementAndGet);
  }
}
