package dev.quanbao.platform.http.body;

import jakarta.ws.rs.core.MediaType;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a {@code Content-Type} says, as far as requests need it. */
public final class MediaTypes {

  private static final String CHARSET = "charset=";

  private MediaTypes() {}

  /** The type without parameters in lower case; empty where there is no header. */
  static String plain(@Nullable String contentType) {
    if (contentType == null) {
      return "";
    }
    int parameters = contentType.indexOf(';');
    String plain = parameters < 0 ? contentType : contentType.substring(0, parameters);
    return plain.strip().toLowerCase(Locale.ROOT);
  }

  public static boolean isJson(@Nullable String contentType) {
    return plain(contentType).equals(MediaType.APPLICATION_JSON);
  }

  /** Whether a text of this type is UTF-8, which it is unless something else is said. */
  static boolean isUtf8(@Nullable String contentType) {
    String said = contentType == null ? "" : contentType.toLowerCase(Locale.ROOT);
    int start = said.indexOf(CHARSET);
    if (start < 0) {
      return true;
    }
    String charset = said.substring(start + CHARSET.length()).split(";", 2)[0];
    return charset.replace("\"", "").strip().equals("utf-8");
  }
}
