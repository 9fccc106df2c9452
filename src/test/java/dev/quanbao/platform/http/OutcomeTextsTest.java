package dev.quanbao.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.Messages;
import dev.quanbao.platform.http.error.HttpStatuses;
import dev.quanbao.platform.http.header.Languages;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OutcomeTextsTest {

  @ParameterizedTest
  @EnumSource(ErrorCode.class)
  void everyCodeHasAStatusThatBeginsIt(ErrorCode code) {
    int status = HttpStatuses.of(code);

    assertThat(status).isEqualTo(code.code() / 100);
  }

  @ParameterizedTest
  @EnumSource(ErrorCode.class)
  void everyCodeHasATextInBothLanguages(ErrorCode code) {
    List<Object> args = List.of("a", "b");

    assertThat(Messages.of(code, Locale.CHINESE, args)).isNotBlank().doesNotContain("{");
    assertThat(Messages.of(code, Locale.ENGLISH, args)).isNotBlank().doesNotContain("{");
  }

  @Test
  void bothLanguagesHaveTheSameKeys() throws IOException {
    assertThat(keys("messages_zh.properties")).isEqualTo(keys("messages_en.properties"));
  }

  @ParameterizedTest
  @CsvSource({
    ", zh",
    "en, en",
    "'en-US,en;q=0.9', en",
    "'zh-CN,zh;q=0.9,en;q=0.8', zh",
    "'fr;q=1, en;q=0.5', en",
    "fr, zh",
    "*, zh",
    "';;;', zh",
  })
  void theLanguageIsTheOneAskedFor(String header, String expected) {
    Locale language = Languages.preferred(header);

    assertThat(language.getLanguage()).isEqualTo(expected);
  }

  private static Object keys(String name) throws IOException {
    var properties = new Properties();
    try (InputStream in = Messages.class.getResourceAsStream("/" + name)) {
      properties.load(in);
    }
    return properties.stringPropertyNames();
  }
}
