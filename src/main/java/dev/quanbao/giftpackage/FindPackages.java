package dev.quanbao.giftpackage;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import dev.quanbao.access.model.Caller;
import dev.quanbao.giftpackage.model.GiftPackage;
import dev.quanbao.giftpackage.model.SendStatus;
import dev.quanbao.giftpackage.model.UseStatus;
import dev.quanbao.giftpackage.store.GiftPackageRepository;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import dev.quanbao.platform.page.Page;
import dev.quanbao.platform.time.BusinessCalendar;
import io.quarkus.mongodb.FindOptions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Lists a company's packages (礼包列表, 2.7; 审核礼包列表, 2.32); deleted ones appear only when they are
 * asked for.
 */
@ApplicationScoped
public class FindPackages {

  private final GiftPackageRepository packages;

  FindPackages(GiftPackageRepository packages) {
    this.packages = packages;
  }

  /**
   * What is looked for; null or empty: anything.
   *
   * @param companyId whose packages
   * @param statuses any of these; empty: all but deleted ones
   * @param useStatus as time has it now
   * @param nameContains part of the name
   * @param channels any of these
   * @param creatorId who made it
   * @param examinerId who examines it
   * @param createdFrom made at or after
   * @param createdBefore made before
   * @param newestFirst order by making
   */
  public record Query(
      String companyId,
      List<SendStatus> statuses,
      @Nullable UseStatus useStatus,
      @Nullable String nameContains,
      List<String> channels,
      @Nullable String creatorId,
      @Nullable String examinerId,
      @Nullable Instant createdFrom,
      @Nullable Instant createdBefore,
      boolean newestFirst) {}

  public Uni<Page<GiftPackage>> find(Query query, int pageNo, int pageSize, Caller caller) {
    if (!caller.mayUse(query.companyId())) {
      return Uni.createFrom().failure(RequestRefusedException.because(ErrorCode.NOT_FOUND));
    }
    Bson filter = filter(query, caller.now());
    Bson order =
        query.newestFirst()
            ? Sorts.descending("createdAt", "_id")
            : Sorts.ascending("createdAt", "_id");
    var page = new FindOptions().sort(order).skip((pageNo - 1) * pageSize).limit(pageSize);
    return Page.combine(
        packages.mongoCollection().find(filter, page).collect().asList(),
        packages.mongoCollection().countDocuments(filter));
  }

  private static Bson filter(Query query, Instant now) {
    List<Bson> all = new ArrayList<>();
    all.add(Filters.eq("companyId", query.companyId()));
    all.add(Filters.exists("hiddenSince", false));
    all.add(
        query.statuses().isEmpty()
            ? Filters.ne("standing.sendStatus", SendStatus.DELETED)
            : Filters.in("standing.sendStatus", query.statuses()));
    if (query.useStatus() != null) {
      all.add(hasUseStatus(query.useStatus(), now));
    }
    if (query.nameContains() != null && !query.nameContains().isEmpty()) {
      all.add(Filters.regex("design.name", Pattern.compile(Pattern.quote(query.nameContains()))));
    }
    if (!query.channels().isEmpty()) {
      all.add(Filters.in("design.channels", query.channels()));
    }
    if (query.creatorId() != null) {
      all.add(Filters.eq("creatorId", query.creatorId()));
    }
    if (query.examinerId() != null) {
      all.add(Filters.eq("standing.examinerId", query.examinerId()));
    }
    if (query.createdFrom() != null) {
      all.add(Filters.gte("createdAt", query.createdFrom()));
    }
    if (query.createdBefore() != null) {
      all.add(Filters.lt("createdAt", query.createdBefore()));
    }
    return Filters.and(all);
  }

  // What time has overtaken counts as expired, whether or not it has been written down.
  private static Bson hasUseStatus(UseStatus wanted, Instant now) {
    Instant open = BusinessCalendar.oldestOpenEnd(now);
    return switch (wanted) {
      case NORMAL ->
          Filters.and(
              Filters.eq("standing.useStatus", UseStatus.NORMAL), Filters.gte("lastUseEnd", open));
      case EXPIRED ->
          Filters.or(
              Filters.eq("standing.useStatus", UseStatus.EXPIRED), Filters.lt("lastUseEnd", open));
    };
  }
}
