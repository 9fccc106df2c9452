package dev.quanbao.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaParameterizedType;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.domain.JavaTypeVariable;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.quarkus.mongodb.panache.reactive.ReactivePanacheMongoRepositoryBase;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** What repositories store: the first of their type's arguments. */
final class StoredRecords {

  private StoredRecords() {}

  static ArchCondition<JavaClass> storeRecordsThatReflectionReaches() {
    return new ArchCondition<>("store records that reflection reaches") {
      @Override
      public void check(JavaClass repository, ConditionEvents events) {
        repository.getInterfaces().stream()
            .filter(JavaParameterizedType.class::isInstance)
            .map(JavaParameterizedType.class::cast)
            .filter(
                type -> type.toErasure().isAssignableTo(ReactivePanacheMongoRepositoryBase.class))
            .map(type -> type.getActualTypeArguments().getFirst())
            // A base of repositories leaves open what is stored.
            .filter(stored -> !(stored instanceof JavaTypeVariable<?>))
            .map(JavaType::toErasure)
            .filter(stored -> !isKept(stored))
            .map(stored -> "%s stores %s".formatted(repository.getName(), stored.getName()))
            .forEach(message -> events.add(SimpleConditionEvent.violated(repository, message)));
      }
    };
  }

  private static boolean isKept(JavaClass stored) {
    return stored.isRecord() && stored.isAnnotatedWith(RegisterForReflection.class);
  }
}
