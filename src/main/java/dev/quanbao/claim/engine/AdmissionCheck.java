package dev.quanbao.claim.engine;

import dev.quanbao.claim.model.Claim;
import dev.quanbao.claim.model.ClaimRequest;
import dev.quanbao.platform.error.ErrorCode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Ends the requests of a batch that the package must refuse, before anything is written for them.
 */
@ApplicationScoped
class AdmissionCheck {

  private final RecentPackages recentPackages;
  private final ClaimInserter inserter;

  AdmissionCheck(RecentPackages recentPackages, ClaimInserter inserter) {
    this.recentPackages = recentPackages;
    this.inserter = inserter;
  }

  /**
   * The requests that nothing speaks against, by their places, and the results of the others.
   *
   * @param snapshot what they were judged by
   */
  record Admission(PackageSnapshot snapshot, List<Integer> admitted, List<BatchResult> ended) {}

  // An objection from memory is only good enough where it can't have gone out of date unnoticed.
  Uni<Admission> admit(String packageId, List<ClaimRequest> requests) {
    return recentPackages
        .recall(packageId)
        .chain(known ->
            known.filter(snapshot -> isCertain(snapshot, requests)).isPresent()
                ? Uni.createFrom().item(known.get())
                : recentPackages.require(packageId))
        .chain(snapshot -> judge(snapshot, requests));
  }

  private static boolean isCertain(PackageSnapshot snapshot, List<ClaimRequest> requests) {
    boolean isSoldOutCertain = !snapshot.isOlderThan(RecentPackages.SOLD_OUT_AGE);
    return requests.stream()
        .map(snapshot::objectionTo)
        .flatMap(Optional::stream)
        .allMatch(reason -> reason == ErrorCode.SOLD_OUT && isSoldOutCertain);
  }

  // What speaks against a claim now says nothing of one that the same operation made before.
  private Uni<Admission> judge(PackageSnapshot snapshot, List<ClaimRequest> requests) {
    List<Integer> admitted = new ArrayList<>(requests.size());
    Map<Integer, ErrorCode> objections = new LinkedHashMap<>();
    for (int place = 0; place < requests.size(); place++) {
      Optional<ErrorCode> objection = snapshot.objectionTo(requests.get(place));
      if (objection.isPresent()) {
        objections.put(place, objection.get());
      } else {
        admitted.add(place);
      }
    }
    return inserter
        .findEarlier(snapshot.packageId(), objections.keySet().stream().map(requests::get).toList())
        .map(earlier ->
            objections.entrySet().stream()
                .map(objected -> {
                  Claim found = earlier.get(requests.get(objected.getKey()));
                  return new BatchResult(
                      objected.getKey(),
                      found == null
                          ? Outcome.rejected(objected.getValue())
                          : new Outcome.Found(found));
                })
                .toList())
        .map(ended -> new Admission(snapshot, admitted, ended));
  }
}
