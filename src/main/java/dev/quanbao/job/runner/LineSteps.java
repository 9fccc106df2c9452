package dev.quanbao.job.runner;

import dev.quanbao.job.model.Job;
import dev.quanbao.job.model.JobError;
import dev.quanbao.job.model.JobProgress;
import dev.quanbao.job.model.JobProgress.Next;
import dev.quanbao.job.model.LineBatch;
import dev.quanbao.job.model.LineBatch.Line;
import dev.quanbao.job.model.LineBatch.Refusal;
import dev.quanbao.job.store.JobLineRepository;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Runs a job over the lines that were uploaded for it, one batch a portion.
 *
 * <p>The results of a batch are stored with it, so a retry of the job handles the refused lines
 * only.
 */
@ApplicationScoped
public class LineSteps {

  private final JobLineRepository lines;

  LineSteps(JobLineRepository lines) {
    this.lines = lines;
  }

  /** Handles lines and gives those that were refused; may be asked the same again after a crash. */
  @FunctionalInterface
  public interface LineHandler {
    Uni<List<Refusal>> handle(List<Line> lines);
  }

  /** Handles the batch at a job's position. */
  public Uni<JobProgress> step(Job job, LineHandler handler) {
    return lines
        .findById(LineBatch.idOf(job.id(), job.position()))
        .chain(batch -> {
          if (batch == null) {
            return Uni.createFrom().item(JobProgress.ending(job, Next.DONE));
          }
          // An earlier holder of the job handled this batch and crashed before it advanced the job.
          if (batch.pass() == job.pass()) {
            return Uni.createFrom().item(progress(job, batch));
          }
          return handler
              .handle(batch.linesOfPass(job.pass()))
              .chain(refused -> lines.saveResults(batch, batch.afterPass(job.pass(), refused)))
              .map(saved -> progress(job, saved));
        });
  }

  private static JobProgress progress(Job job, LineBatch batch) {
    List<JobError> errors =
        batch.refused().stream().limit(Job.MAX_ERRORS).map(batch::errorOf).toList();
    return new JobProgress(
        job.position() + 1,
        job.done() + batch.done() - batch.doneBefore(),
        job.failed() + batch.refused().size(),
        errors,
        Next.MORE);
  }
}
