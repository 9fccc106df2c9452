package dev.quanbao.platform.code;

import java.util.List;
import java.util.stream.LongStream;

/** A mint of ticket codes for tests that do without a store. */
public final class TestMint {

  private TestMint() {}

  public static CodeMint withoutStore() {
    var codes = new NumericCodes(TestKeys.KEY, "ticket", 12);
    return new CodeMint(null, null) {
      @Override
      public List<String> ticketCodes(long first, int count) {
        return LongStream.range(first, first + count).mapToObj(codes::codeOf).toList();
      }
    };
  }
}
