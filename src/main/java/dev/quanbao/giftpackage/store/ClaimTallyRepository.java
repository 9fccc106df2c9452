package dev.quanbao.giftpackage.store;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Updates;
import dev.quanbao.giftpackage.model.ClaimTally;
import io.quarkus.mongodb.FindOptions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.bson.Document;
import org.bson.conversions.Bson;

/** The {@link ClaimTally} of each package, kept in its document under {@code tally}. */
@ApplicationScoped
public class ClaimTallyRepository {

  private static final String DAYS = "days";
  private static final String CHANNELS = "channels";

  private final GiftPackageRepository packages;

  ClaimTallyRepository(GiftPackageRepository packages) {
    this.packages = packages;
  }

  /** The increments for claims that count from now on; the write that takes the quota has them. */
  public static Bson increments(ClaimTally claims) {
    List<Bson> all = new ArrayList<>();
    claims.days().forEach((day, count) -> all.add(Updates.inc(path(DAYS, day.toString()), count)));
    claims
        .channels()
        .forEach((channel, count) -> all.add(Updates.inc(path(CHANNELS, key(channel)), count)));
    return Updates.combine(all);
  }

  /** Reads what is counted of a package so far. */
  public Uni<ClaimTally> read(String packageId) {
    return packages
        .mongoDatabase()
        .getCollection(packages.mongoCollection().getNamespace().getCollectionName())
        .find(
            Filters.eq(packageId),
            new FindOptions().projection(Projections.include(PackageFields.TALLY)).limit(1))
        .toUni()
        .map(ClaimTallyRepository::tally);
  }

  private static ClaimTally tally(Document found) {
    Document tally = found.get(PackageFields.TALLY, new Document());
    return new ClaimTally(
        counts(tally.get(DAYS, new Document()), LocalDate::parse),
        counts(tally.get(CHANNELS, new Document()), ClaimTallyRepository::channel));
  }

  private static <K> Map<K, Integer> counts(Document counted, Function<String, K> key) {
    Map<K, Integer> counts = new HashMap<>();
    counted.forEach((name, count) -> counts.put(key.apply(name), ((Number) count).intValue()));
    return counts;
  }

  private static String path(String... steps) {
    return PackageFields.TALLY + "." + String.join(".", steps);
  }

  // A field's name has no dots, doesn't begin with a dollar and isn't empty; a channel's may.
  private static String key(String channel) {
    return "c" + URLEncoder.encode(channel, StandardCharsets.UTF_8).replace(".", "%2E");
  }

  private static String channel(String key) {
    return URLDecoder.decode(key.substring(1), StandardCharsets.UTF_8);
  }
}
