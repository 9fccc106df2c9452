package dev.quanbao.delivery.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "13800001234",
        "+8613800001234",
        "8613800001234",
        "138 0000 1234",
        "138-0000-1234"
      })
  void oneNumberIsOnePhoneHoweverItIsWritten(String written) {
    assertThat(Phone.parse(written)).hasValue(Phone.parse("13800001234").orElseThrow());
  }

  @ParameterizedTest
  @CsvSource({"13800001234, 138****1234", "+85291234567, +85*****4567"})
  void showsItselfMasked(String number, String masked) {
    assertThat(Phone.parse(number).orElseThrow()).hasToString(masked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "1380000123", "138000012345", "22800001234", "+8612345", "a3800001234"})
  void refusesWhatCantBeANumber(String written) {
    assertThat(Phone.parse(written)).isEmpty();
  }

  @Test
  void aShortNumberAbroadIsMostlyHidden() {
    assertThat(Phone.parse("+4912345").map(Phone::masked)).hasValue("+49*2345");
  }
}
