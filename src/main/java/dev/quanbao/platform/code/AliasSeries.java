package dev.quanbao.platform.code;

import java.util.Locale;

/**
 * The alias codes of one company, prefix and length: they share a counter, so that no two of them
 * are the same.
 *
 * @param companyId whose
 * @param prefix what each code begins with; empty for nothing
 * @param length of each code, prefix and check character included
 */
public record AliasSeries(String companyId, String prefix, int length) {

  private static final byte[] NO_KEY = new byte[16];

  /** How many codes there can be at all. */
  public long capacity() {
    return press(NO_KEY).capacity();
  }

  String counter() {
    return "alias/" + companyId + "/" + prefix.toUpperCase(Locale.ROOT) + "/" + length;
  }

  AliasCodes press(byte[] key) {
    return new AliasCodes(key, counter(), prefix, length);
  }
}
