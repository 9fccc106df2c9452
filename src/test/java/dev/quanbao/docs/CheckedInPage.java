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

  private void write(String generated) {
    try {
      Files.writeString(file, generated);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
