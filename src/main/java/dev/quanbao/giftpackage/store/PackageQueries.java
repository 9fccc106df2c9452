package dev.quanbao.giftpackage.store;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import dev.quanbao.giftpackage.model.GiftPackage;
import dev.quanbao.giftpackage.model.PackageFilter;
import dev.quanbao.giftpackage.model.SendStatus;
import dev.quanbao.giftpackage.model.UseStatus;
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

/** Finds pages of packages; never one that is still being created. */
@ApplicationScoped
public class PackageQueries {

  private final GiftPackageRepository packages;

  PackageQueries(GiftPackageRepository packages) {
    this.packages = packages;
  }

  /** Finds a page of the packages that a filter lets through at a moment. */
  public Uni<Page<GiftPackage>> findPage(
      PackageFilter filter, Instant now, int pageNo, int pageSize) {
    Bson matches = Filters.and(conditions(filter, now));
    Bson order =
        filter.newestFirst()
            ? Sorts.descending(PackageFields.CREATED_AT, PackageFields.ID)
            : Sorts.ascending(PackageFields.CREATED_AT, PackageFields.ID);
    var page = new FindOptions().sort(order).skip((pageNo - 1) * pageSize).limit(pageSize);
    return Page.combine(
        packages.mongoCollection().find(matches, page).collect().asList(),
        packages.mongoCollection().countDocuments(matches));
  }

  private static List<Bson> conditions(PackageFilter filter, Instant now) {
    List<Bson> all = new ArrayList<>();
    all.add(Filters.eq(PackageFields.COMPANY_ID, filter.companyId()));
    all.add(Filters.exists(PackageFields.CREATING_SINCE, false));
    all.add(
        filter.statuses().isEmpty()
            ? Filters.ne(PackageFields.SEND_STATUS, SendStatus.DELETED)
            : Filters.in(PackageFields.SEND_STATUS, filter.statuses()));
    if (filter.useStatus() != null) {
      all.add(hasUseStatus(filter.useStatus(), now));
    }
    if (filter.nameContains() != null && !filter.nameContains().isEmpty()) {
      Pattern part = Pattern.compile(Pattern.quote(filter.nameContains()));
      all.add(Filters.regex(PackageFields.NAME, part));
    }
    if (!filter.channels().isEmpty()) {
      all.add(Filters.in(PackageFields.CHANNELS, filter.channels()));
    }
    addIfGiven(all, PackageFields.CREATOR_ID, filter.creatorId());
    addIfGiven(all, PackageFields.EXAMINER_ID, filter.examinerId());
    if (filter.createdFrom() != null) {
      all.add(Filters.gte(PackageFields.CREATED_AT, filter.createdFrom()));
    }
    if (filter.createdBefore() != null) {
      all.add(Filters.lt(PackageFields.CREATED_AT, filter.createdBefore()));
    }
    return all;
  }

  private static void addIfGiven(List<Bson> all, String field, @Nullable String value) {
    if (value != null) {
      all.add(Filters.eq(field, value));
    }
  }

  // A package that time has overtaken is expired, whether or not a sweep has marked it.
  private static Bson hasUseStatus(UseStatus wanted, Instant now) {
    Instant open = BusinessCalendar.oldestOpenEnd(now);
    return switch (wanted) {
      case NORMAL ->
          Filters.and(
              Filters.eq(PackageFields.USE_STATUS, UseStatus.NORMAL),
              Filters.gte(PackageFields.LAST_USE_END, open));
      case EXPIRED ->
          Filters.or(
              Filters.eq(PackageFields.USE_STATUS, UseStatus.EXPIRED),
              Filters.lt(PackageFields.LAST_USE_END, open));
    };
  }
}
