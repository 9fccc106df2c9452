package dev.quanbao.job.model;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Map;
import java.util.Objects;

/**
 * What a job was ordered to do. It never changes.
 *
 * @param kind what the job does
 * @param companyId the company that owns the package
 * @param packageId the package the job works for
 * @param actorId who ordered it
 * @param parameters what the handler of this kind needs to know besides, by name
 */
@RegisterForReflection
public record JobOrder(
    JobKind kind,
    String companyId,
    String packageId,
    String actorId,
    Map<String, String> parameters) {

  public JobOrder {
    parameters = Map.copyOf(parameters);
  }

  /** A parameter that every job of this kind has. */
  public String parameter(String name) {
    return Objects.requireNonNull(parameters.get(name), name);
  }
}
