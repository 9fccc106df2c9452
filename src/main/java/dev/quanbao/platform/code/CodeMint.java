package dev.quanbao.platform.code;

import dev.quanbao.platform.error.Refused;
import dev.quanbao.platform.store.Sequences;
import dev.quanbao.platform.store.StartupTask;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes codes: each is a permuted number that no replica is ever given again, so that codes are
 * unique without a look-up and can't be guessed from one another.
 */
@ApplicationScoped
public class CodeMint implements StartupTask {

  private static final String PACKAGES = "package";
  private static final String TICKETS = "ticket";
  private static final int PACKAGE_CODE_LENGTH = 10;
  private static final int TICKET_CODE_LENGTH = 12;
  private static final byte[] NO_KEY = new byte[16];

  private final CodeKeys keys;
  private final Sequences sequences;
  private volatile @Nullable Presses presses;

  CodeMint(CodeKeys keys, Sequences sequences) {
    this.keys = keys;
    this.sequences = sequences;
  }

  /** What the key makes; there is none before the key is loaded. */
  private static final class Presses {
    private final byte[] key;
    private final NumericCodes packages;
    private final NumericCodes tickets;

    Presses(byte[] key) {
      this.key = key;
      this.packages = new NumericCodes(key, PACKAGES, PACKAGE_CODE_LENGTH);
      this.tickets = new NumericCodes(key, TICKETS, TICKET_CODE_LENGTH);
    }
  }

  @Override
  public Order order() {
    return Order.KEYS;
  }

  @Override
  public Uni<Void> run() {
    return keys.load().invoke(key -> presses = new Presses(key)).replaceWithVoid();
  }

  /** New package codes (礼包唯一编码, 10 digits). */
  public Uni<List<String>> packageCodes(int count) {
    return sequences
        .take(PACKAGES, count)
        .map(first -> codes(first, count, presses().packages::codeOf));
  }

  /** New ticket codes (优惠券编号, 12 digits). */
  public Uni<List<String>> ticketCodes(int count) {
    return ticketNumbers(count).map(first -> ticketCodes(first, count));
  }

  /** Reserves numbers for ticket codes that are made later, see {@link #ticketCodes(long, int)}. */
  public Uni<Long> ticketNumbers(int count) {
    return sequences.take(TICKETS, count);
  }

  /** The ticket codes of numbers reserved before: always the same for the same numbers. */
  public List<String> ticketCodes(long first, int count) {
    return codes(first, count, presses().tickets::codeOf);
  }

  /**
   * New alias codes of a company.
   *
   * <p>Refused, with the arithmetic, when the codes of that prefix and length run out.
   */
  public Uni<List<String>> aliases(String companyId, String prefix, int length, int count) {
    String kind = "alias/" + companyId + "/" + prefix.toUpperCase(Locale.ROOT) + "/" + length;
    var press = new AliasCodes(presses().key, kind, prefix, length);
    return sequences
        .takeExactly(kind, count)
        .map(first -> {
          if (first + count > press.capacity()) {
            throw Refused.invalid(
                "aliasCodeLength", "fault.codesRunOut", press.capacity(), first, count);
          }
          return codes(first, count, press::codeOf);
        });
  }

  /** How many alias codes of a prefix and length there can be at all. */
  public static long aliasCapacity(String prefix, int length) {
    return new AliasCodes(NO_KEY, "capacity", prefix, length).capacity();
  }

  /** Whether a code of digits alone carries the check digit that ours have. */
  public boolean looksMade(String digits) {
    return presses().packages.isWellFormed(digits) || presses().tickets.isWellFormed(digits);
  }

  private Presses presses() {
    Presses loaded = presses;
    if (loaded == null) {
      throw new IllegalStateException("codes are asked for before their key is loaded");
    }
    return loaded;
  }

  private static List<String> codes(long first, int count, LongFunction<String> press) {
    return LongStream.range(first, first + count).mapToObj(press).toList();
  }
}
