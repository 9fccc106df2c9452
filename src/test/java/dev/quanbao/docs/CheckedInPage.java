package dev.quanbao.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page under {@code docs/} as it is checked in. */
record CheckedInPage(Path file) {

  private static final String HOW =
      "regenerate it with ./mvnw test -Dtest=DocsTest -Ddocs.update=true";

  static CheckedInPage named(String name) {
    return new CheckedInPage(Path.of("docs", name));
  }

  static CheckedInPage atTheRoot(String name) {
    return new CheckedInPage(Path.of(name));
  }

  String text() {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Fails unless the page says what the build says; with {@code docs.update}, writes it. */
  void mustSay(String generated) {
    if (Boolean.getBoolean("docs.update")) {
      write(generated);
    }
    assertThat(text()).as("%s is out of date: %s", file, HOW).isEqualTo(generated);
  }

  /** As {@link #mustSay}, of the part between two marks; the rest is written by hand. */
  void mustSay(String part, String generated) {
    String begin = "<!-- generated: %s -->\n".formatted(part);
    String page = text();
    int from = page.indexOf(begin);
    int to = page.indexOf("<!-- end -->", from);
    assertThat(from).as("%s has no mark %s", file, begin.strip()).isNotNegative();
    mustSay(page.substring(0, from + begin.length()) + generated + page.substring(to));
  }

  private void write(String generated) {
    try {
      Files.writeString(file, generated);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
