package dev.quanbao.directory;

import io.quarkus.mongodb.panache.common.MongoEntity;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Optional;
import org.bson.codecs.pojo.annotations.BsonId;

/**
 * A company and the lists its packages refer to.
 *
 * @param id as in {@code x1111111111}
 * @param name shown to people
 * @param productKinds 品类
 * @param useChannels 渠道
 * @param groups 组
 * @param themes 主题
 */
@MongoEntity(collection = "companies")
@RegisterForReflection
public record Company(
    @BsonId String id,
    String name,
    List<NamedItem> productKinds,
    List<NamedItem> useChannels,
    List<NamedItem> groups,
    List<NamedItem> themes) {

  public Company {
    productKinds = List.copyOf(productKinds);
    useChannels = List.copyOf(useChannels);
    groups = List.copyOf(groups);
    themes = List.copyOf(themes);
  }

  /** A company of which nothing is known but its id: names stand for themselves. */
  static Company unknown(String id) {
    return new Company(id, id, List.of(), List.of(), List.of(), List.of());
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
