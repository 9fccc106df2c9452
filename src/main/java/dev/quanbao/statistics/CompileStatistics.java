package dev.quanbao.statistics;

import dev.quanbao.access.model.Caller;
import dev.quanbao.directory.model.Company;
import dev.quanbao.directory.store.CompanyRepository;
import dev.quanbao.giftpackage.model.ClaimTally;
import dev.quanbao.giftpackage.model.CodeType;
import dev.quanbao.giftpackage.model.GiftPackage;
import dev.quanbao.giftpackage.store.ClaimTallyRepository;
import dev.quanbao.giftpackage.store.GiftPackageRepository;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import dev.quanbao.platform.time.BusinessCalendar;
import dev.quanbao.statistics.model.Figures;
import dev.quanbao.statistics.model.PackageCount;
import dev.quanbao.statistics.model.PackageStatistics;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Compiles a package's statistics (统计).
 *
 * <p>It counts the moves that are not counted yet and then reads the counts, which costs the same
 * however many tickets there are.
 */
@ApplicationScoped
public class CompileStatistics {

  private final GiftPackageRepository packages;
  private final CountMoves countMoves;
  private final ClaimTallyRepository tallies;
  private final CompanyRepository companies;
  private final BusinessCalendar calendar;

  CompileStatistics(
      GiftPackageRepository packages,
      CountMoves countMoves,
      ClaimTallyRepository tallies,
      CompanyRepository companies,
      BusinessCalendar calendar) {
    this.packages = packages;
    this.countMoves = countMoves;
    this.tallies = tallies;
    this.companies = companies;
    this.calendar = calendar;
  }

  /** Compiles the statistics of a package, as of the caller's moment. */
  public Uni<PackageStatistics> compile(String packageId, Caller caller) {
    return packages.visible(packageId, caller).chain(found -> compile(found, caller));
  }

  // The tally is read last, so that it holds the claims of all tickets whose moves were counted.
  private Uni<PackageStatistics> compile(GiftPackage subject, Caller caller) {
    return countMoves
        .count(subject.id())
        .map(
            count -> count.orElseThrow(() -> RequestRefusedException.because(ErrorCode.CONTENTION)))
        .chain(count ->
            Uni.combine()
                .all()
                .unis(tallies.read(subject.id()), companies.findRecent(subject.companyId()))
                .with((tally, company) -> statistics(subject, caller, tally, count, company)));
  }

  private PackageStatistics statistics(
      GiftPackage subject, Caller caller, ClaimTally tally, PackageCount count, Company company) {
    // A copy that was passed on has two claims, but is one copy.
    int copies = subject.quota().claimed();
    boolean hasChildren = subject.design().codes().type() == CodeType.UNIQUE;
    return new PackageStatistics(
        subject,
        caller.now(),
        hasChildren ? subject.codes().made() : copies,
        copies,
        tally,
        byName(tally.channels(), company),
        Figures.at(caller.now(), subject.design(), tally, count.moved(), calendar));
  }

  // Claims name their channel by its name or by its id.
  private static SortedMap<String, Integer> byName(Map<String, Integer> channels, Company company) {
    SortedMap<String, Integer> byName = new TreeMap<>();
    channels.forEach((channel, claims) ->
        byName.merge(company.channels(List.of(channel)).getFirst().name(), claims, Integer::sum));
    return byName;
  }
}
