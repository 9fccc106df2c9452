package dev.quanbao.giftpackage;

import com.mongodb.client.model.Updates;
import dev.quanbao.access.Caller;
import dev.quanbao.audit.AuditEntry;
import dev.quanbao.giftpackage.CodeBook.CodeOwner;
import dev.quanbao.platform.code.CodeMint;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.Fault;
import dev.quanbao.platform.error.Refused;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bson.conversions.Bson;

/**
 * Changes a package's design (修改礼包, 2.2): anything before it is approved, afterwards only what
 * can't take anything from a person who holds or wants it.
 */
@ApplicationScoped
public class UpdatePackage {

  private static final int ATTEMPTS = 5;
  private static final Set<String> HARMLESS = Set.of("TicketPackageAlias", "URL", "Remark");

  private final GiftPackages packages;
  private final CodeBook codeBook;
  private final CodeMint mint;
  private final AuditFiling auditFiling;

  UpdatePackage(GiftPackages packages, CodeBook codeBook, CodeMint mint, AuditFiling auditFiling) {
    this.packages = packages;
    this.codeBook = codeBook;
    this.mint = mint;
    this.auditFiling = auditFiling;
  }

  public Uni<GiftPackage> update(
      String packageId, PackageEdit edit, String operatorId, Caller caller) {
    return update(packageId, edit, operatorId, caller, ATTEMPTS);
  }

  private Uni<GiftPackage> update(
      String packageId, PackageEdit edit, String operatorId, Caller caller, int attempts) {
    return packages
        .visible(packageId, caller)
        .chain(found -> prepare(found, edit))
        .chain(prepared -> write(prepared, operatorId, caller))
        .chain(written -> {
          if (written != null) {
            return Uni.createFrom().item(written);
          }
          return attempts > 1
              ? update(packageId, edit, operatorId, caller, attempts - 1)
              : Uni.createFrom().failure(Refused.because(ErrorCode.STORE_UNREACHABLE));
        });
  }

  /** A change worked out, its codes in the book already. */
  private record Prepared(
      GiftPackage found, Design design, ChildCodes codes, List<String> changed) {}

  private Uni<Prepared> prepare(GiftPackage found, PackageEdit edit) {
    Design merged = edit.applyTo(found.design());
    List<String> given = edit.givenCodes() == null ? List.of() : edit.givenCodes();
    List<String> changed = new ArrayList<>(PackageEdit.changedFields(found.design(), merged));
    if (!given.isEmpty()) {
      changed.add("TicketPackageAliasCodes");
    }
    checkState(found, merged, changed);
    List<Fault> faults = DesignRules.faultsOf(merged, given.size());
    if (!faults.isEmpty()) {
      return Uni.createFrom().failure(Refused.forFaults(faults));
    }
    return withTicketCodes(found, merged)
        .chain(design -> withAliasCodes(found, design, given, changed));
  }

  private static void checkState(GiftPackage found, Design merged, List<String> changed) {
    SendStatus status = found.standing().sendStatus();
    if (Lifecycle.FREELY_EDITABLE.contains(status)) {
      return;
    }
    if (!Lifecycle.EDITABLE_IN_PART.contains(status)) {
      throw Refused.because(ErrorCode.STATE_NOT_ALLOWED, status.number(), "updateTicketPackage");
    }
    List<String> forbidden =
        changed.stream().filter(field -> !isHarmless(field, found, merged)).toList();
    if (!forbidden.isEmpty()) {
      throw Refused.because(
          ErrorCode.STATE_NOT_ALLOWED, status.number(), String.join(", ", forbidden));
    }
  }

  private static boolean isHarmless(String field, GiftPackage found, Design to) {
    ReceiveRule from = found.design().rule();
    return switch (field) {
      case "ReceiveEndTime" -> to.rule().end().isAfter(from.end());
      case "TotalCountLimit" ->
          to.rule().totalLimit() > from.totalLimit() && hasCodesFor(to, found.codes());
      default -> HARMLESS.contains(field);
    };
  }

  // Codes that are missing can be made; given ones have to be there first.
  private static boolean hasCodesFor(Design to, ChildCodes codes) {
    return to.codes().type() == CodeType.SHARED
        || to.codes().source() == CodePlan.Source.GENERATED
        || codes.made() >= to.rule().totalLimit();
  }

  private Uni<Design> withTicketCodes(GiftPackage found, Design merged) {
    if (merged.tickets().equals(found.design().tickets())) {
      return Uni.createFrom().item(merged);
    }
    return mint.ticketCodes(merged.tickets().size()).map(merged::withTicketCodes);
  }

  private Uni<Prepared> withAliasCodes(
      GiftPackage found, Design design, List<String> given, List<String> changed) {
    var owner = new CodeOwner(found.companyId(), found.id(), found.code());
    ChildCodes old = found.codes();
    if (given.isEmpty() && keepsCodes(found.design(), design)) {
      return Uni.createFrom().item(new Prepared(found, design, old, changed));
    }
    // The edit is reserved before codes are touched, so that of two edits at once only one writes;
    // what an interrupted one left behind must not be in its way.
    return packages
        .reserveEdit(found)
        .call(() -> codeBook.removeOutside(found.id(), old))
        .chain(reserved ->
            codes(owner, reserved, design, given)
                .map(made -> new Prepared(reserved, made.design(), made.codes(), changed)))
        .onFailure()
        .call(() -> codeBook.removeOutside(found.id(), old));
  }

  private static boolean keepsCodes(Design from, Design to) {
    return to.codes().equals(from.codes())
        && (to.codes().type() == CodeType.SHARED
            || to.rule().totalLimit() == from.rule().totalLimit());
  }

  private record Coded(Design design, ChildCodes codes) {}

  private Uni<Coded> codes(CodeOwner owner, GiftPackage found, Design design, List<String> given) {
    CodePlan from = found.design().codes();
    CodePlan to = design.codes();
    ChildCodes old = found.codes();
    if (to.type() == CodeType.SHARED) {
      return to.equals(from)
          ? Uni.createFrom().item(new Coded(design, old))
          : sharedAnew(owner, design, old);
    }
    if (to.source() == CodePlan.Source.GIVEN) {
      return given.isEmpty() && to.equals(from)
          ? Uni.createFrom().item(new Coded(design, old))
          : givenAnew(owner, design, old, given);
    }
    return generated(owner, found, design, to.equals(from));
  }

  private Uni<Coded> sharedAnew(CodeOwner owner, Design design, ChildCodes old) {
    String wanted = design.codes().shared();
    Uni<String> code =
        wanted == null
            ? codeBook.makeShared(owner, old.next(), design.codes())
            : codeBook.putShared(owner, old.next(), wanted);
    return code.map(alias ->
        new Coded(design.withSharedCode(alias), new ChildCodes(old.next(), old.next() + 1, 0)));
  }

  private Uni<Coded> givenAnew(CodeOwner owner, Design design, ChildCodes old, List<String> given) {
    return codeBook
        .putChildren(owner, old.next(), given)
        .replaceWith(() ->
            new Coded(design, new ChildCodes(old.next(), old.next() + given.size(), given.size())));
  }

  private Uni<Coded> generated(
      CodeOwner owner, GiftPackage found, Design design, boolean samePlan) {
    ChildCodes old = found.codes();
    int first = samePlan ? old.first() : old.next();
    int limit = design.rule().totalLimit();
    int kept = samePlan ? Math.min(old.made(), limit) : 0;
    var codes = new ChildCodes(first, first + limit, limit);
    return codeBook
        .makeChildren(owner, first + kept, limit - kept, design.codes())
        .replaceWith(() -> new Coded(design, codes));
  }

  private Uni<GiftPackage> write(Prepared prepared, String operatorId, Caller caller) {
    GiftPackage found = prepared.found();
    SendStatus from = found.standing().sendStatus();
    SendStatus to = from == SendStatus.REJECTED ? SendStatus.PENDING_REVIEW : from;
    int added = prepared.design().rule().totalLimit() - found.design().rule().totalLimit();
    Bson update =
        Updates.combine(
            Updates.set("design", prepared.design()),
            Updates.set("lastUseEnd", prepared.design().lastUseEnd()),
            Updates.set("codes", prepared.codes()),
            Updates.set("standing.sendStatus", to),
            Updates.set("standing.operatorId", operatorId),
            Updates.inc("quota.left", added));
    var audit =
        AuditEntry.of(
            caller.now(),
            operatorId,
            "update",
            from.name(),
            to.name(),
            AuditEntry.fields(prepared.changed()),
            caller.requestId());
    return packages
        .write(found, update, audit, caller)
        .onItem()
        .ifNotNull()
        .call(written -> codeBook.removeOutside(written.id(), written.codes()))
        .invoke(written -> {
          if (written != null) {
            auditFiling.fileSoon(written);
          }
        });
  }
}
