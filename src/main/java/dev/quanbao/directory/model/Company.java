package dev.quanbao.directory.model;

import io.quarkus.mongodb.panache.common.MongoEntity;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * A company and the lists its packages refer to.
 *
 * @param id as in {@code x1111111111}
 * @param name shown to people
 * @param productKinds 品类
 * @param useChannels 渠道
 * @param groups 组
 * @param themes 主题
 * @param roster which version of its staff (员工) it has
 * @param revisions how often each of its fields was replaced; absent: never
 */
@MongoEntity(collection = "companies")
@RegisterForReflection
public record Company(
    @BsonId String id,
    String name,
    List<NamedItem> productKinds,
    List<NamedItem> useChannels,
    List<NamedItem> groups,
    List<NamedItem> themes,
    Roster roster,
    Map<String, Long> revisions) {

  /** A company on which nothing was replaced yet, without staff. */
  public Company(
      String id,
      String name,
      List<NamedItem> productKinds,
      List<NamedItem> useChannels,
      List<NamedItem> groups,
      List<NamedItem> themes) {
    this(id, name, productKinds, useChannels, groups, themes, Roster.NONE, Map.of());
  }

  public Company {
    productKinds = List.copyOf(productKinds);
    useChannels = List.copyOf(useChannels);
    groups = List.copyOf(groups);
    themes = List.copyOf(themes);
    roster = orNone(roster);
    revisions = orNone(revisions);
  }

  /** A company of which nothing is known but its id: names stand for themselves. */
  public static Company unknown(String id) {
    return empty(id, id);
  }

  /** A company that keeps nothing yet. */
  public static Company empty(String id, String name) {
    return new Company(id, name, List.of(), List.of(), List.of(), List.of());
  }

  /** How often a field was replaced. */
  public long revision(String field) {
    return revisions.getOrDefault(field, 0L);
  }

  // What was stored before there was either hands them back as null.
  private static Roster orNone(@Nullable Roster stored) {
    return stored == null ? Roster.NONE : stored;
  }

  private static Map<String, Long> orNone(@Nullable Map<String, Long> stored) {
    return stored == null ? Map.of() : Map.copyOf(stored);
  }

  /** Product kinds by name or id; what the directory doesn't know keeps its name alone. */
  public List<NamedItem> kinds(List<String> namesOrIds) {
    return namesOrIds.stream().map(name -> resolve(productKinds, name)).toList();
  }

  /** Channels by name or id; what the directory doesn't know keeps its name alone. */
  public List<NamedItem> channels(List<String> namesOrIds) {
    return namesOrIds.stream().map(name -> resolve(useChannels, name)).toList();
  }

  /** Whether a channel, by name or id, is one of those listed by name or id. */
  public boolean isListed(String channel, List<String> listed) {
    NamedItem wanted = resolve(useChannels, channel);
    return channels(listed).contains(wanted);
  }

  private static NamedItem resolve(List<NamedItem> known, String nameOrId) {
    Optional<NamedItem> found = known.stream().filter(item -> item.isCalled(nameOrId)).findFirst();
    return found.orElseGet(() -> new NamedItem(null, nameOrId));
  }
}
