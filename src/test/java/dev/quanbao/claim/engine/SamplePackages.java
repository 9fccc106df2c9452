package dev.quanbao.claim.engine;

import dev.quanbao.giftpackage.Designs;
import dev.quanbao.giftpackage.model.ChildCodes;
import dev.quanbao.giftpackage.model.CodePlan;
import dev.quanbao.giftpackage.model.CodeType;
import dev.quanbao.giftpackage.model.Design;
import dev.quanbao.giftpackage.model.GiftPackage;
import dev.quanbao.giftpackage.model.IssuedCode;
import dev.quanbao.giftpackage.model.Quota;
import dev.quanbao.giftpackage.model.ReceiveRule;
import dev.quanbao.giftpackage.model.ReviewState;
import dev.quanbao.giftpackage.model.SendStatus;
import dev.quanbao.giftpackage.model.TicketTemplate;
import dev.quanbao.giftpackage.model.UseRule;
import dev.quanbao.giftpackage.model.UseStatus;
import dev.quanbao.platform.code.NumberedCode;
import dev.quanbao.platform.id.Ids;
import dev.quanbao.ticket.model.Discount;
import dev.quanbao.ticket.model.DiscountType;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Packages that are published and open, of three tickets a claim, as starting points for tests. */
public final class SamplePackages {

  public static final String COMPANY = "x1111111111";
  public static final Instant START = Instant.parse("2030-06-01T00:00:00Z");
  public static final Instant NOW = Instant.parse("2030-06-15T04:00:00Z");
  public static final Instant END = Instant.parse("2030-06-30T15:59:59Z");
  public static final Instant LAST_USE = Instant.parse("2030-07-31T15:59:59Z");
  public static final int TICKETS = 3;

  private static final String SHARED_CODE = "000000000042";
  private static final AtomicLong NUMBERS = new AtomicLong(System.nanoTime() % 1_000_000_000L);

  private SamplePackages() {}

  /** A package whose copies share one code. */
  public static GiftPackage shared(int totalLimit, int personalLimit) {
    return of(CodeType.SHARED, totalLimit, personalLimit, ChildCodes.NONE);
  }

  /** A package whose copies have codes of their own; they are {@link #childrenOf}. */
  public static GiftPackage unique(int totalLimit, int personalLimit) {
    return of(CodeType.UNIQUE, totalLimit, personalLimit, ChildCodes.of(0, totalLimit, totalLimit));
  }

  public static GiftPackage of(CodeType type, int totalLimit, int personalLimit) {
    return type == CodeType.SHARED
        ? shared(totalLimit, personalLimit)
        : unique(totalLimit, personalLimit);
  }

  /** The children of a package, one for each code. */
  public static List<IssuedCode> childrenOf(GiftPackage parent, List<NumberedCode> codes) {
    return IntStream.range(0, codes.size())
        .mapToObj(i -> child(parent, parent.codes().first() + i, codes.get(i)))
        .toList();
  }

  private static IssuedCode child(GiftPackage parent, int ordinal, NumberedCode code) {
    String alias = parent.code() + "-" + ordinal;
    return new IssuedCode(
        IssuedCode.idOf(parent.companyId(), alias),
        parent.id(),
        ordinal,
        true,
        code.code(),
        code.number(),
        alias,
        null);
  }

  private static GiftPackage of(
      CodeType type, int totalLimit, int personalLimit, ChildCodes codes) {
    var design =
        Design.of(
            "礼包",
            new CodePlan(
                type,
                CodePlan.Source.GENERATED,
                "",
                CodePlan.DEFAULT_LENGTH,
                type == CodeType.SHARED ? SHARED_CODE : null),
            new ReceiveRule(START, END, totalLimit, personalLimit, List.of()),
            List.of(
                ticket("甲", 2, new UseRule(null, LAST_USE, List.of(), null, null, null)),
                ticket("乙", 1, new UseRule(null, LAST_USE, List.of(), null, null, null))));
    return new GiftPackage(
        Ids.random(),
        COMPANY,
        String.valueOf(NUMBERS.incrementAndGet()),
        design,
        design.lastUseEnd(),
        new ReviewState(SendStatus.PUBLISHED, UseStatus.NORMAL, null, null, null),
        Quota.of(totalLimit),
        codes,
        "creator",
        START,
        START,
        0,
        null,
        null,
        List.of());
  }

  public static TicketTemplate ticket(String name, int count, UseRule rule) {
    return new TicketTemplate(
        name,
        String.valueOf(NUMBERS.incrementAndGet()),
        new Discount(DiscountType.AMOUNT_OFF, 500),
        List.of(),
        count,
        null,
        null,
        rule);
  }

  public static GiftPackage in(GiftPackage sample, SendStatus status) {
    return standing(sample, new ReviewState(status, UseStatus.NORMAL, null, null, null));
  }

  public static GiftPackage setExpired(GiftPackage sample) {
    return standing(
        sample, new ReviewState(SendStatus.PUBLISHED, UseStatus.EXPIRED, null, null, null));
  }

  public static GiftPackage left(GiftPackage sample, int left) {
    int total = sample.design().rule().totalLimit();
    return with(
        sample,
        sample.design(),
        sample.standing(),
        new Quota(left, total - left, 0, List.of(), List.of()));
  }

  public static GiftPackage channels(
      GiftPackage sample, List<String> ofPackage, List<String> ofRule) {
    return redesigned(
        sample, design -> Designs.withChannels(design, ofPackage, rule(design.rule(), ofRule)));
  }

  public static GiftPackage tickets(GiftPackage sample, TicketTemplate... tickets) {
    return redesigned(sample, design -> design.withTickets(List.of(tickets)));
  }

  private static ReceiveRule rule(ReceiveRule rule, List<String> channels) {
    return new ReceiveRule(
        rule.start(), rule.end(), rule.totalLimit(), rule.personalLimit(), channels);
  }

  private static GiftPackage redesigned(GiftPackage sample, UnaryOperator<Design> change) {
    return with(sample, change.apply(sample.design()), sample.standing(), sample.quota());
  }

  private static GiftPackage standing(GiftPackage sample, ReviewState standing) {
    return with(sample, sample.design(), standing, sample.quota());
  }

  private static GiftPackage with(
      GiftPackage sample, Design design, ReviewState standing, Quota quota) {
    return new GiftPackage(
        sample.id(),
        sample.companyId(),
        sample.code(),
        design,
        design.lastUseEnd(),
        standing,
        quota,
        sample.codes(),
        sample.creatorId(),
        sample.createdAt(),
        sample.updatedAt(),
        sample.revision(),
        sample.creatingSince(),
        sample.closing(),
        sample.unfiled());
  }
}
