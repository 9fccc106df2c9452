package dev.quanbao.job;

import dev.quanbao.access.model.Caller;
import dev.quanbao.job.model.Job;
import dev.quanbao.job.store.JobRepository;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds jobs (任务); one that the caller may not see is refused as not found. */
@ApplicationScoped
public class FindJobs {

  private final JobRepository jobs;

  FindJobs(JobRepository jobs) {
    this.jobs = jobs;
  }

  public Uni<Job> find(String id, Caller caller) {
    return jobs.findVisible(id, caller);
  }

  /** The jobs of a package, the newest first, from before a moment on. */
  public Uni<List<Job>> findByPackage(
      String packageId, @Nullable Instant before, int limit, Caller caller) {
    return jobs.findByPackage(packageId, before, limit, caller);
  }
}
