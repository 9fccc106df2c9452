package dev.quanbao.platform.error;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

/**
 * The texts of outcomes and faults, in Chinese (the default) and English.
 *
 * <p>Every key exists in both languages (a test holds them together), and no text ever contains
 * anything but catalogue words and the given arguments.
 */
public final class Messages {

  private static final Properties CHINESE = load("messages_zh.properties");
  private static final Properties ENGLISH = load("messages_en.properties");

  private Messages() {}

  /** The text of an outcome. */
  public static String of(ErrorCode code, Locale locale, List<Object> args) {
    return text(code.name(), locale, args);
  }

  /** The text of a fault. */
  public static String of(Violation violation, Locale locale) {
    return text(violation.message(), locale, violation.args());
  }

  /** The text under a key. */
  public static String text(String key, Locale locale, List<Object> args) {
    String pattern = catalogue(locale).getProperty(key);
    if (pattern == null) {
      throw new IllegalArgumentException("no text for " + key);
    }
    // Arguments go in as strings: a number must not be grouped ("1,000") by a locale.
    return new MessageFormat(pattern, locale).format(args.stream().map(String::valueOf).toArray());
  }

  private static Properties catalogue(Locale locale) {
    return locale.getLanguage().equals("en") ? ENGLISH : CHINESE;
  }

  private static Properties load(String name) {
    var properties = new Properties();
    try (InputStream in = Messages.class.getResourceAsStream("/" + name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing from the build");
      }
      properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }
}
