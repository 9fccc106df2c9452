package dev.quanbao.platform.code;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SipHashTest {

  @Test
  void agreesWithThePublishedVectorOfSevenBytes() {
    // Given the key 00 01 .. 0f and the message 00 01 .. 06 of the SipHash paper's test vectors
    SipHash sipHash = new SipHash(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);

    // When
    long hash = sipHash.hash(0x0006_0504_0302_0100L);

    // Then
    assertThat(hash).isEqualTo(0xab0200f58b01d137L);
  }
}
