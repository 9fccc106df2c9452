package dev.quanbao.platform.http.openapi;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jspecify.annotations.Nullable;

/** Which operations honour {@code Idempotency-Key}, as the build's annotations have it. */
final class IdempotentOperations {

  // By its name: the annotation's package builds on this one.
  private static final DotName IDEMPOTENT =
      DotName.createSimple("dev.quanbao.platform.idempotency.Idempotent");
  private static final DotName PATH = DotName.createSimple("jakarta.ws.rs.Path");

  /** By method and path, whether the key is required. */
  private final Map<String, Boolean> required = new HashMap<>();

  private IdempotentOperations() {}

  static IdempotentOperations of(IndexView index) {
    var operations = new IdempotentOperations();
    for (AnnotationInstance found : index.getAnnotations(IDEMPOTENT)) {
      if (found.target().kind() == AnnotationTarget.Kind.METHOD) {
        operations.add(found.target().asMethod(), found.valueWithDefault(index, "required"));
      }
    }
    return operations;
  }

  private void add(MethodInfo method, AnnotationValue isRequired) {
    String path =
        path(method.declaringClass().declaredAnnotation(PATH)) + path(method.annotation(PATH));
    Stream.of(PathItem.HttpMethod.values())
        .filter(verb -> method.hasAnnotation(DotName.createSimple("jakarta.ws.rs." + verb)))
        .forEach(verb -> required.put(verb + " " + path, isRequired.asBoolean()));
  }

  private static String path(@Nullable AnnotationInstance annotation) {
    String path = annotation == null ? "" : annotation.value().asString();
    String rooted = path.isEmpty() || path.startsWith("/") ? path : "/" + path;
    return rooted.endsWith("/") ? rooted.substring(0, rooted.length() - 1) : rooted;
  }

  /** Empty where the operation doesn't know the header, else whether it must be there. */
  Optional<Boolean> isKeyRequired(PathItem.HttpMethod method, String path) {
    return Optional.ofNullable(required.get(method + " " + path));
  }
}
