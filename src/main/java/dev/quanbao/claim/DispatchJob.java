package dev.quanbao.claim;

import dev.quanbao.claim.model.ClaimDecision.Rejected;
import dev.quanbao.claim.model.RecipientResult;
import dev.quanbao.giftpackage.model.GiftPackage;
import dev.quanbao.job.model.Job;
import dev.quanbao.job.model.JobKind;
import dev.quanbao.job.model.JobOrder;
import dev.quanbao.job.model.JobProgress;
import dev.quanbao.job.model.LineBatch.Line;
import dev.quanbao.job.model.LineBatch.Refusal;
import dev.quanbao.job.runner.JobHandler;
import dev.quanbao.job.runner.LineSteps;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A dispatch to as many users as are handed in, batch by batch.
 *
 * <p>The job is the operation of all its claims: a replica that resumes it finds the users that
 * were served.
 */
@ApplicationScoped
public class DispatchJob implements JobHandler {

  private static final String SENDER = "senderId";

  private final DispatchPackage dispatchPackage;
  private final LineSteps lines;
  private final Clock clock;

  DispatchJob(DispatchPackage dispatchPackage, LineSteps lines, Clock clock) {
    this.dispatchPackage = dispatchPackage;
    this.lines = lines;
    this.clock = clock;
  }

  static JobOrder order(GiftPackage parent, String senderId) {
    return new JobOrder(
        JobKind.DISPATCH, parent.companyId(), parent.id(), senderId, Map.of(SENDER, senderId));
  }

  @Override
  public JobKind kind() {
    return JobKind.DISPATCH;
  }

  @Override
  public Uni<JobProgress> step(Job job) {
    return lines.step(job, users -> serve(job, users));
  }

  private Uni<List<Refusal>> serve(Job job, List<Line> users) {
    List<String> userIds = users.stream().map(Line::value).toList();
    return dispatchPackage
        .serve(job.packageId(), userIds, job.order().parameter(SENDER), clock.instant(), job.id())
        .map(served -> refusals(users, served));
  }

  private static List<Refusal> refusals(List<Line> users, List<RecipientResult> served) {
    Map<String, Rejected> refused = new HashMap<>();
    for (RecipientResult one : served) {
      if (one.rejected() != null) {
        refused.put(one.recipientId(), one.rejected());
      }
    }
    List<Refusal> refusals = new ArrayList<>();
    for (Line user : users) {
      Rejected rejected = refused.get(user.value());
      if (rejected != null) {
        refusals.add(new Refusal(user.place(), rejected.reason().name(), args(rejected)));
      }
    }
    return refusals;
  }

  private static List<String> args(Rejected rejected) {
    return rejected.args().stream().map(String::valueOf).toList();
  }
}
