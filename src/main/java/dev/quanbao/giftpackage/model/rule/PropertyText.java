package dev.quanbao.giftpackage.model.rule;

import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/**
 * A text of a refusal that names properties, each of which a surface replaces by its own name.
 *
 * @param format has a {@code %s} for each property
 */
public record PropertyText(String format, List<PackageProperty> properties) {

  public PropertyText {
    properties = List.copyOf(properties);
  }

  public static PropertyText of(String format, PackageProperty... properties) {
    return new PropertyText(format, List.of(properties));
  }

  /** The names of properties, one after the other. */
  public static PropertyText list(List<PackageProperty> properties) {
    return new PropertyText(
        String.join(", ", Collections.nCopies(properties.size(), "%s")), properties);
  }

  /** The text with the properties under the names that a surface has for them. */
  public String render(Function<PackageProperty, String> name) {
    return format.formatted(properties.stream().map(name).toArray());
  }

  @Override
  public String toString() {
    return render(PackageProperty::path);
  }
}
