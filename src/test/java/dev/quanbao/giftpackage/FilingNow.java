package dev.quanbao.giftpackage;

import dev.quanbao.giftpackage.sweep.AuditFiling;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;

/** Files what lies in packages now instead of when recovery comes by. */
@Singleton
public class FilingNow {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int MOST = 1_000;

  private final AuditFiling auditFiling;

  FilingNow(AuditFiling auditFiling) {
    this.auditFiling = auditFiling;
  }

  public void file() {
    auditFiling.fileOlderThan(Instant.now(), MOST).await().atMost(PATIENCE);
  }
}
