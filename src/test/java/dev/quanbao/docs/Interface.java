package dev.quanbao.docs;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.quanbao.access.api.RequiresPermission;
import dev.quanbao.platform.idempotency.Idempotent;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** One interface of the product as its resource method declares it. */
record Interface(Method method) {

  // Reading all classes takes seconds.
  private static final List<Interface> ALL =
      new ClassFileImporter()
              .withImportOption(new ImportOption.DoNotIncludeTests())
              .importPackages("dev.quanbao")
              .stream()
              .flatMap(type -> type.getMethods().stream())
              .filter(method -> method.isAnnotatedWith(Operation.class))
              .map(JavaMethod::reflect)
              .map(Interface::new)
              .toList();

  static List<Interface> all() {
    return ALL;
  }

  /** The method and the path, as in {@code POST /op/v2/…}. */
  String route() {
    String verb =
        Arrays.stream(method.getAnnotations())
            .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
            .filter(Objects::nonNull)
            .map(HttpMethod::value)
            .findFirst()
            .orElseThrow();
    return verb + " " + path();
  }

  String path() {
    String root = method.getDeclaringClass().getAnnotation(Path.class).value();
    Path own = method.getAnnotation(Path.class);
    return own == null ? root : root + own.value();
  }

  /** The wire names of the permissions of which a client needs one. */
  String permissions() {
    return Arrays.stream(method.getAnnotation(RequiresPermission.class).value())
        .map(permission -> "`" + permission.wireName() + "`")
        .collect(Collectors.joining(" or "));
  }

  boolean isIdempotent() {
    return method.isAnnotationPresent(Idempotent.class);
  }

  boolean isOfTheBackOffice() {
    return path().startsWith("/op/v2/");
  }

  boolean isResource() {
    return path().startsWith("/v3/");
  }

  Class<? extends Record> request() {
    return method.getParameterTypes()[0].asSubclass(Record.class);
  }
}
