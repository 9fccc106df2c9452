package dev.quanbao.directory.model;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * @param revisions how often each {@link CompanyPart} was replaced, by its name; absent: never
 */
@RegisterForReflection
public record Company(
    String id,
    String name,
    List<NamedItem> productKinds,
    List<NamedItem> useChannels,
    List<NamedItem> groups,
    List<NamedItem> themes,
    Roster roster,
    Map<String, Long> revisions) {

  /** A company without staff on which nothing was replaced yet. */
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

  /** A company of which only the id is known; it resolves no name to an id. */
  public static Company unknown(String id) {
    return empty(id, id);
  }

  /** A company whose lists are empty. */
  public static Company empty(String id, String name) {
    return new Company(id, name, List.of(), List.of(), List.of(), List.of());
  }

  /** How often a part was replaced. */
  public long revision(CompanyPart part) {
    return revisions.getOrDefault(part.name(), 0L);
  }

  // Companies that were stored before these fields existed have null in them.
  private static Roster orNone(@Nullable Roster stored) {
    return stored == null ? Roster.NONE : stored;
  }

  private static Map<String, Long> orNone(@Nullable Map<String, Long> stored) {
    return stored == null ? Map.of() : Map.copyOf(stored);
  }

  /** Looks up product kinds by name or id; one that the directory lacks has a name and no id. */
  public List<NamedItem> kinds(List<String> namesOrIds) {
    return namesOrIds.stream().map(name -> resolve(productKinds, name)).toList();
  }

  /** Looks up channels by name or id; one that the directory lacks has a name and no id. */
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
