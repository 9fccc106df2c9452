package dev.quanbao.giftpackage.model;

import java.time.Instant;
import java.util.List;

/**
 * Who may claim a package, when and how often (包规则).
 *
 * @param start first moment of the receive window (领用开始时间)
 * @param end last second of it, inclusive (领用结束时间)
 * @param totalLimit how many copies all people together may claim (总个数限制)
 * @param personalLimit how many one person may claim (个人领用数量限制)
 * @param channels through which it may be claimed, by name or id; empty: the package's own list
 */
public record ReceiveRule(
    Instant start, Instant end, int totalLimit, int personalLimit, List<String> channels) {

  public ReceiveRule {
    channels = List.copyOf(channels);
  }
}
