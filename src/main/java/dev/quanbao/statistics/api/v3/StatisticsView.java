package dev.quanbao.statistics.api.v3;

import dev.quanbao.giftpackage.model.ClaimTally;
import dev.quanbao.platform.http.json.Rfc3339;
import dev.quanbao.statistics.model.Figures;
import dev.quanbao.statistics.model.PackageStatistics;
import dev.quanbao.ticket.model.TicketStatus;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A package's statistics as {@code /v3} shows them; discounts in cents. */
@Schema(name = "PackageStatistics")
@RegisterForReflection
public record StatisticsView(
    @Schema(description = "32 hex") String packageId,
    @Schema(description = "the moment at which all of it is exact") @Rfc3339 Instant asOf,
    @Schema(description = "copies") CodesView codes,
    @Schema(description = "claims so far") int claims,
    @Schema(description = "what has become of the tickets") TicketsView tickets,
    @Schema(description = "cents taken off orders so far; 0 until tickets can be redeemed")
        long discountGiven,
    @Schema(description = "days with claims, the first first, in the business time zone")
        List<DayView> byDay,
    @Schema(description = "channels with claims") List<ChannelView> byChannel) {

  /** Copies of the package. */
  @Schema(name = "CodeCounts")
  @RegisterForReflection
  public record CodesView(
      @Schema(description = "copies that have a code") int made,
      @Schema(description = "copies that were claimed") int claimed) {}

  /** Tickets by their status; all but the first add up to it. */
  @Schema(name = "TicketCounts")
  @RegisterForReflection
  public record TicketsView(
      @Schema(description = "all of them") long issued,
      @Schema(description = "尚未生效") long notYetValid,
      @Schema(description = "可以使用") long usable,
      @Schema(description = "冻结") long frozen,
      @Schema(description = "已经使用") long used,
      @Schema(description = "已经过期") long expired,
      @Schema(description = "关闭") long closed) {

    static TicketsView of(Figures figures) {
      return new TicketsView(
          figures.issued(),
          figures.of(TicketStatus.NOT_YET_VALID),
          figures.of(TicketStatus.USABLE),
          figures.of(TicketStatus.FROZEN),
          figures.of(TicketStatus.USED),
          figures.of(TicketStatus.EXPIRED),
          figures.of(TicketStatus.CLOSED));
    }
  }

  /** One day. */
  @Schema(name = "DayCounts")
  @RegisterForReflection
  public record DayView(
      @Schema(description = "yyyy-MM-dd", implementation = String.class) String date,
      @Schema(description = "claims of that day") int claims,
      @Schema(description = "tickets used on that day; 0 until tickets can be redeemed") int used,
      @Schema(description = "cents taken off that day") long discountGiven) {}

  /** One channel. */
  @Schema(name = "ChannelCounts")
  @RegisterForReflection
  public record ChannelView(
      @Schema(description = "使用渠道 by name; null: claims and uses that named none")
          @Nullable String channel,
      @Schema(description = "claims through it") int claims,
      @Schema(description = "tickets used through it; 0 until tickets can be redeemed") int used,
      @Schema(description = "cents taken off through it") long discountGiven) {}

  static StatisticsView of(PackageStatistics compiled) {
    return new StatisticsView(
        compiled.subject().id(),
        compiled.asOf(),
        new CodesView(compiled.made(), compiled.claimed()),
        compiled.claims().claims(),
        TicketsView.of(compiled.tickets()),
        0,
        compiled.claims().days().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(StatisticsView::day)
            .toList(),
        compiled.channels().entrySet().stream().map(StatisticsView::channel).toList());
  }

  private static DayView day(Map.Entry<LocalDate, Integer> day) {
    return new DayView(day.getKey().toString(), day.getValue(), 0, 0);
  }

  private static ChannelView channel(Map.Entry<String, Integer> channel) {
    String name = channel.getKey().equals(ClaimTally.NO_CHANNEL) ? null : channel.getKey();
    return new ChannelView(name, channel.getValue(), 0, 0);
  }
}
