package dev.quanbao.giftpackage.store;

import com.mongodb.client.model.Updates;
import dev.quanbao.audit.store.AuditOutbox;
import dev.quanbao.giftpackage.model.rule.PackageChange;
import dev.quanbao.giftpackage.model.rule.PackageChange.DesignChange;
import dev.quanbao.giftpackage.model.rule.PackageChange.ReviewMove;
import dev.quanbao.giftpackage.model.rule.PackageChange.UseStatusChange;
import java.util.ArrayList;
import java.util.List;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Translates a {@link PackageChange} into an update of the stored package. */
final class PackageUpdates {

  private PackageUpdates() {}

  static Bson updateFor(PackageChange change) {
    List<Bson> updates = new ArrayList<>();
    switch (change) {
      case ReviewMove move -> {
        updates.add(Updates.set(PackageFields.SEND_STATUS, move.to()));
        updates.add(Updates.set(PackageFields.OPERATOR_ID, move.operatorId()));
        setIfGiven(updates, PackageFields.EXAMINER_ID, move.examinerId());
        setIfGiven(updates, PackageFields.SUGGESTION, move.suggestion());
        setIfGiven(updates, PackageFields.CLOSING, move.closing());
      }
      case UseStatusChange declared -> {
        updates.add(Updates.set(PackageFields.USE_STATUS, declared.to()));
        updates.add(Updates.set(PackageFields.OPERATOR_ID, declared.operatorId()));
      }
      case DesignChange edit -> {
        updates.add(Updates.set(PackageFields.DESIGN, edit.design()));
        updates.add(Updates.set(PackageFields.LAST_USE_END, edit.design().lastUseEnd()));
        updates.add(Updates.set(PackageFields.SEND_STATUS, edit.sendStatus()));
        updates.add(Updates.set(PackageFields.USE_STATUS, edit.useStatus()));
        updates.add(Updates.set(PackageFields.OPERATOR_ID, edit.operatorId()));
        updates.add(Updates.inc(PackageFields.LEFT, edit.addedToQuota()));
        setIfGiven(updates, PackageFields.CODES, edit.codes());
      }
    }
    updates.add(Updates.set(PackageFields.UPDATED_AT, change.audit().at()));
    updates.add(Updates.inc(PackageFields.REVISION, 1L));
    updates.add(AuditOutbox.add(change.audit()));
    return Updates.combine(updates);
  }

  private static void setIfGiven(List<Bson> updates, String field, @Nullable Object value) {
    if (value != null) {
      updates.add(Updates.set(field, value));
    }
  }
}
