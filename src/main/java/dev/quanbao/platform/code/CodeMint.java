package dev.quanbao.platform.code;

import dev.quanbao.platform.code.store.CodeKeyRepository;
import dev.quanbao.platform.error.RequestRefusedException;
import dev.quanbao.platform.store.Sequences;
import dev.quanbao.platform.store.StartupTask;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.OptionalLong;
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

  private final CodeKeyRepository keys;
  private final Sequences sequences;
  private volatile @Nullable Presses presses;

  CodeMint(CodeKeyRepository keys, Sequences sequences) {
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
    return packageNumbers(count).map(first -> codes(first, count, presses().packages::codeOf));
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

  /** Reserves numbers for package codes, see {@link #numberedPackageCodes(long, int)}. */
  public Uni<Long> packageNumbers(int count) {
    return sequences.take(PACKAGES, count);
  }

  /** New package codes with the numbers they are made of. */
  public Uni<List<NumberedCode>> numberedPackageCodes(int count) {
    return packageNumbers(count).map(first -> numberedPackageCodes(first, count));
  }

  /** The package codes of numbers reserved before: always the same for the same numbers. */
  public List<NumberedCode> numberedPackageCodes(long first, int count) {
    NumericCodes press = presses().packages;
    return LongStream.range(first, first + count)
        .mapToObj(number -> new NumberedCode(number, press.codeOf(number)))
        .toList();
  }

  /** The number a package code is made of; nothing for what can't be one. */
  public OptionalLong packageNumber(String code) {
    return presses().packages.numberOf(code);
  }

  /** New alias codes of a company; refused as {@link #aliasNumbers} says. */
  public Uni<List<String>> aliases(AliasSeries series, int count) {
    return aliasNumbers(series, count).map(first -> aliases(series, first, count));
  }

  /**
   * Reserves numbers for alias codes, see {@link #aliases(AliasSeries, long, int)}.
   *
   * <p>Refused, with the arithmetic and with nothing reserved, when there aren't as many left.
   */
  public Uni<Long> aliasNumbers(AliasSeries series, int count) {
    long capacity = series.capacity();
    return sequences
        .takeBelow(series.counter(), count, capacity)
        .chain(first ->
            first
                .map(number -> Uni.createFrom().item(number))
                .orElseGet(() -> runOut(series, capacity, count)));
  }

  private Uni<Long> runOut(AliasSeries series, long capacity, int count) {
    return sequences
        .taken(series.counter())
        .map(taken -> {
          throw RequestRefusedException.invalid(
              "aliasCodeLength", "violation.codesRunOut", capacity, taken, count);
        });
  }

  /** The alias codes of numbers reserved before: always the same for the same numbers. */
  public List<String> aliases(AliasSeries series, long first, int count) {
    return codes(first, count, series.press(presses().key)::codeOf);
  }

  /** How many alias codes of a prefix and length there can be at all. */
  public static long aliasCapacity(String prefix, int length) {
    return new AliasSeries("", prefix, length).capacity();
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
