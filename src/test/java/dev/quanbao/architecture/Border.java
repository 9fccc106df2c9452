package dev.quanbao.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import dev.quanbao.access.api.Open;
import dev.quanbao.access.api.RequiresPermission;
import dev.quanbao.platform.store.Startup;
import io.quarkus.mongodb.panache.reactive.ReactivePanacheMongoRepositoryBase;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.groups.UniAwait;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.core.Context;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * A border of the architecture, stated for whatever lies under a root package: the product, or the
 * classes that are there to violate it.
 */
public enum Border {
  /** A feature knows only those that {@link Features} draws, and the platform knows none. */
  FEATURES_KNOW_ONLY_THEIR_NEIGHBOURS("directory.KnowsClaims") {
    @Override
    public ArchRule under(String root) {
      return classes()
          .that()
          .resideInAPackage(root + "..")
          .should(Features.knowOnlyTheirNeighbours(root));
    }
  },

  NO_PACKAGES_GO_IN_CIRCLES("audit.First") {
    @Override
    public ArchRule under(String root) {
      return slices().matching(root + ".(**)").should().beFreeOfCycles();
    }
  },

  /** A rule can be read, and tested, without knowing what it is run on. */
  RULES_KNOW_NO_FRAMEWORK("ticket.model.LoggingRules") {
    @Override
    public ArchRule under(String root) {
      return classes()
          .that(describe("state rules or hold them", type -> isRule(type, root)))
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                      "java..",
                      "javax.crypto..",
                      "dev.quanbao..",
                      // Trees of JSON as plain values: a card's info is JSON.
                      "com.fasterxml.jackson.core..",
                      "com.fasterxml.jackson.databind..",
                      "org.jspecify.annotations..")
                  .or(type(RegisterForReflection.class)));
    }
  },

  /** One wall stands before the store: behind it everything speaks records and values. */
  ONLY_STORES_SEE_THE_DRIVER("ticket.QueryingAct") {
    @Override
    public ArchRule under(String root) {
      return noClasses()
          .that()
          .resideInAPackage(root + "..")
          .and()
          .resideOutsideOfPackage("..store..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("com.mongodb..", "org.bson..", "io.quarkus.mongodb.."));
    }
  },

  /** HTTP ends at the edge: what lies behind it can be called by anything else, too. */
  ONLY_THE_API_SEES_HTTP("ticket.AnsweringAct") {
    @Override
    public ArchRule under(String root) {
      return noClasses()
          .that()
          .resideInAPackage(root + "..")
          .and()
          .resideOutsideOfPackages(root + "..api..", root + ".platform..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.quanbao.platform.http..");
    }
  },

  /** Within a feature: api, acts, engines, store, model. */
  ROOMS_POINT_DOWNWARDS("ticket.model.KnowsItsStore") {
    @Override
    public ArchRule under(String root) {
      return classes()
          .that()
          .resideInAPackage(root + "..")
          .should(Rooms.knowOnlyWhatLiesBelow(root));
    }
  },

  /** A resource translates: what it reads and writes, acts read and write for it. */
  RESOURCES_SEE_NO_STORE("ticket.api.v2.WritingResource") {
    @Override
    public ArchRule under(String root) {
      return noClasses()
          .that()
          .resideInAnyPackage(surfacesOf(root))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.quanbao..store..");
    }
  },

  INTERFACES_NAME_THEIR_PERMISSION("ticket.api.v2.OpenResource") {
    @Override
    public ArchRule under(String root) {
      return methods()
          .that()
          .areDeclaredInClassesThat()
          .resideInAPackage(root + "..")
          .and()
          .areMetaAnnotatedWith(HttpMethod.class)
          .should()
          .beAnnotatedWith(RequiresPermission.class)
          .orShould()
          .beAnnotatedWith(Open.class);
    }
  },

  NOTHING_IS_INJECTED_INTO_FIELDS("ticket.FieldInjected") {
    @Override
    public ArchRule under(String root) {
      return noFields()
          .that()
          .areDeclaredInClassesThat()
          .resideInAPackage(root + "..")
          .should()
          .beAnnotatedWith(Inject.class)
          .orShould()
          .beAnnotatedWith(Context.class);
    }
  },

  /** A setting has one name, one default and one place where it is explained and limited. */
  SETTINGS_STAND_IN_MAPPINGS("ticket.ReadsOneSetting") {
    @Override
    public ArchRule under(String root) {
      return noClasses()
          .that()
          .resideInAPackage(root + "..")
          .should()
          .dependOnClassesThat(
              type(ConfigProperty.class).or(type(Config.class)).or(type(ConfigProvider.class)));
    }
  },

  /** Only the start may wait: nothing is served yet. */
  NOTHING_BLOCKS("ticket.Blocking") {
    @Override
    public ArchRule under(String root) {
      return noClasses()
          .that()
          .resideInAPackage(root + "..")
          .and()
          .doNotBelongToAnyOf(Startup.class)
          .should()
          .callCodeUnitWhere(
              calls(UniAwait.class, ".*")
                  .or(calls(Uni.class, "await.*"))
                  .or(calls(CompletableFuture.class, "join"))
                  .or(calls(Future.class, "get"))
                  .or(calls(CountDownLatch.class, "await"))
                  .or(calls(Thread.class, "sleep|join"))
                  .or(calls(Object.class, "wait"))
                  .or(calls(Multi.class, "toIterable|toStream")));
    }
  },

  /** Time is an argument; whoever is asked for it has a clock that a test can set. */
  NOBODY_TAKES_TIME_FROM_THIN_AIR("ticket.OwnTime") {
    @Override
    public ArchRule under(String root) {
      return noClasses()
          .that()
          .resideInAPackage(root + "..")
          .and()
          .resideOutsideOfPackage(root + ".platform.time")
          .should()
          .callCodeUnitWhere(
              withoutClock(Instant.class)
                  .or(withoutClock(LocalDate.class))
                  .or(withoutClock(LocalDateTime.class))
                  .or(withoutClock(OffsetDateTime.class))
                  .or(withoutClock(ZonedDateTime.class))
                  .or(calls(System.class, "currentTimeMillis"))
                  .or(calls(Date.class, "<init>")));
    }
  },

  /** A name says what a thing is for, not that its author didn't know. */
  NAMES_SAY_SOMETHING("util.DateHelper") {
    @Override
    public ArchRule under(String root) {
      return noClasses()
          .that()
          .resideInAPackage(root + "..")
          .should()
          .resideInAnyPackage("..util..", "..common..", "..dto..", "..impl..")
          .orShould()
          .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl|Dto|DTO)(\\$.*)?");
    }
  },

  /**
   * The native build keeps what is stored.
   *
   * <p>Records within a stored record, and requests, are found by the framework itself, which
   * follows the types of repositories and of interfaces' parameters.
   */
  STORED_RECORDS_SURVIVE_THE_NATIVE_BUILD("ticket.ForgottenRepository") {
    @Override
    public ArchRule under(String root) {
      return classes()
          .that()
          .resideInAPackage(root + "..")
          .and()
          .areAssignableTo(ReactivePanacheMongoRepositoryBase.class)
          .should(StoredRecords.storeRecordsThatReflectionReaches());
    }
  },

  /** The native build keeps what is answered. */
  ANSWERS_SURVIVE_THE_NATIVE_BUILD("ticket.api.v2.ForgottenView") {
    @Override
    public ArchRule under(String root) {
      return classes()
          .that()
          .resideInAnyPackage(surfacesOf(root))
          .and()
          .haveNameMatching(".*(View|Result)")
          .should()
          .beAnnotatedWith(RegisterForReflection.class)
          .andShould()
          .beRecords();
    }
  };

  private final String violator;

  Border(String violator) {
    this.violator = violator;
  }

  /** The rule for what lies under a root package. */
  public abstract ArchRule under(String root);

  /** The class, below the root of all violations, that is there to violate this border. */
  String violator() {
    return violator;
  }

  /** The packages of the HTTP interface: of the back office, of resources and of cards. */
  private static String[] surfacesOf(String root) {
    return new String[] {root + "..api.."};
  }

  private static boolean isRule(JavaClass type, String root) {
    return resideInAnyPackage(root + "..model..", root + ".platform.time").test(type)
        && !type.getSimpleName().equals("ClockProducer");
  }

  private static DescribedPredicate<JavaCall<?>> calls(Class<?> owner, String nameRegex) {
    return target(
            describe(
                owner.getSimpleName() + "." + nameRegex,
                (CodeUnitCallTarget called) ->
                    called.getOwner().isAssignableTo(owner) && called.getName().matches(nameRegex)))
        .forSubtype();
  }

  private static DescribedPredicate<JavaCall<?>> withoutClock(Class<?> type) {
    return calls(type, "now")
        .and(
            describe(
                "without a clock",
                call -> !List.of("java.time.Clock").equals(parameterNames(call))));
  }

  private static List<String> parameterNames(JavaCall<?> call) {
    return call.getTarget().getRawParameterTypes().stream().map(JavaClass::getName).toList();
  }
}
