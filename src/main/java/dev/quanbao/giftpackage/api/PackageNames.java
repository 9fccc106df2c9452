package dev.quanbao.giftpackage.api;

import dev.quanbao.giftpackage.model.rule.PackageAct;
import dev.quanbao.giftpackage.model.rule.PackageProperty;
import dev.quanbao.giftpackage.model.rule.PropertyText;
import dev.quanbao.platform.error.RequestRefusedException;
import dev.quanbao.platform.error.Violation;
import dev.quanbao.platform.http.json.FieldNames;
import io.smallrye.mutiny.Uni;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The names that requests have for the properties of a package.
 *
 * <p>Rules and acts name properties as the model does; a refusal gets the request's names before it
 * becomes an answer.
 */
public final class PackageNames {

  private static final Pattern PLACE = Pattern.compile("\\[\\d+]");
  private static final String ANY_PLACE = "[]";
  private static final Map<String, PackageProperty> BY_PATH =
      Arrays.stream(PackageProperty.values())
          .collect(Collectors.toMap(PackageProperty::path, Function.identity()));

  private PackageNames() {}

  /** Lets a refusal name properties as a request does. */
  public static <T> Uni<T> inRefusals(Uni<T> answer, @Nullable Class<? extends Record> request) {
    return answer
        .onFailure(RequestRefusedException.class)
        .transform(
            refused -> refused.translated(arg -> nameIn(arg, request), PackageNames::nameIn));
  }

  /** The same violation, which names its property as requests do. */
  public static Violation nameIn(Violation violation) {
    return violation.below(PackageNames::pathInRequests);
  }

  private static Object nameIn(Object arg, @Nullable Class<? extends Record> request) {
    return switch (arg) {
      case PropertyText text -> text.render(property -> print(property, request));
      case PackageAct act -> nameOf(act);
      default -> arg;
    };
  }

  private static String print(PackageProperty property, @Nullable Class<? extends Record> request) {
    return FieldNames.print(request, Violation.invalid(nameOf(property), ""));
  }

  // A violation that was found in the request itself has the request's name already.
  private static String pathInRequests(String path) {
    Matcher place = PLACE.matcher(path);
    boolean isElement = place.find();
    PackageProperty property = BY_PATH.get(isElement ? place.replaceFirst(ANY_PLACE) : path);
    if (property == null) {
      return path;
    }
    return isElement ? nameOf(property).replace(ANY_PLACE, placeIn(path)) : nameOf(property);
  }

  private static String placeIn(String path) {
    return path.substring(path.indexOf('['), path.indexOf(']') + 1);
  }

  private static String nameOf(PackageProperty property) {
    return switch (property) {
      case NAME -> "ticketPackageName";
      case ALIAS -> "ticketPackageAlias";
      case CODE_TYPE -> "ticketPackageAliasCodeType";
      case CODE_SOURCE -> "aliasCodeSource";
      case CODE_PREFIX -> "aliasCodePrefix";
      case CODE_LENGTH -> "aliasCodeLength";
      case SHARED_CODE -> "ticketPackageAliasCode";
      case GIVEN_CODES -> "ticketPackageAliasCodes";
      case CHANNELS -> "useChannels";
      case URL -> "url";
      case REMARK -> "remark";
      case STACKABLE -> "stackable";
      case RECEIVE_START -> "ticketPackageRule.receiveStartTime";
      case RECEIVE_END -> "ticketPackageRule.receiveEndTime";
      case TOTAL_LIMIT -> "ticketPackageRule.totalCountLimit";
      case PERSONAL_LIMIT -> "ticketPackageRule.personalCountLimit";
      case CLAIM_CHANNELS -> "ticketPackageRule.useChannels";
      case TICKETS -> "tickets";
      case TICKET_USE_END -> "tickets[].ticketRule.useEndTime";
      case USE_STATUS -> "useStatus";
      case EXAMINER -> "examinerId";
      case CREATOR -> "createUserId";
    };
  }

  private static String nameOf(PackageAct act) {
    return switch (act) {
      case EDIT -> "updateTicketPackage";
      case SWEEP -> "sweepTicketPackageStatus";
    };
  }
}
