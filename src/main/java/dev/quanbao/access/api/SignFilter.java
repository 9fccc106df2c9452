package dev.quanbao.access.api;

import dev.quanbao.access.KnownClients;
import dev.quanbao.access.UseNonce;
import dev.quanbao.access.model.KnownClient;
import dev.quanbao.access.model.Permission;
import dev.quanbao.access.sign.SignVerifier;
import dev.quanbao.access.sign.SignedQuery;
import dev.quanbao.access.sign.SignedRequest;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import dev.quanbao.platform.http.body.RawBody;
import dev.quanbao.platform.http.body.ReceivedBody;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.Method;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Guards every interface but those marked {@link Open}.
 *
 * <p>Checks in the contract's order: the query's form, the sign, the window, the nonce, the
 * permission. Runs once route and method are found and the body is read; what it lets through has a
 * {@link CurrentCall#caller()}. Signs go by the real clock, even where a request may set the
 * business clock.
 */
class SignFilter {

  /** Runs after the body was read. */
  static final int PRIORITY = RawBody.PRIORITY + 100;

  private final KnownClients clients;
  private final UseNonce useNonce;
  private final Clock realClock;
  private final RequestClock requestClock;
  private final CurrentCall call;
  private final ConcurrentMap<Method, Set<Permission>> required = new ConcurrentHashMap<>();

  SignFilter(
      KnownClients clients,
      UseNonce useNonce,
      Clock realClock,
      RequestClock requestClock,
      CurrentCall call) {
    this.clients = clients;
    this.useNonce = useNonce;
    this.realClock = realClock;
    this.requestClock = requestClock;
    this.call = call;
  }

  /** Lets a request through, or fails with the reason; null where the interface is open. */
  @ServerRequestFilter(priority = PRIORITY, nonBlocking = true)
  public @Nullable Uni<Void> guard(
      ContainerRequestContext context, HttpServerRequest request, ResourceInfo resource) {
    // Asked for here and nowhere deeper: a native build looks for it in this very method.
    Method method = resource.getResourceMethod();
    if (method.isAnnotationPresent(Open.class)) {
      return null;
    }
    SignedRequest signed = signedRequest(request, RawBody.of(context));
    String now = request.getHeader(RequestClock.HEADER);
    return clients
        .find(signed.query().client())
        .chain(client -> admit(client, signed, method, now));
  }

  private static SignedRequest signedRequest(HttpServerRequest request, ReceivedBody body) {
    SignedQuery query = SignedQuery.parse(request.query());
    if (!query.violations().isEmpty()) {
      throw RequestRefusedException.forViolations(query.violations());
    }
    List<String> missing = query.missing();
    if (!missing.isEmpty()) {
      throw RequestRefusedException.because(
          ErrorCode.SIGN_PARAMETERS_MISSING, String.join(", ", missing));
    }
    return new SignedRequest(request.method().name(), request.path(), query, body::sha256);
  }

  private Uni<Void> admit(
      KnownClient client, SignedRequest request, Method method, @Nullable String now) {
    Optional<ErrorCode> refusal = SignVerifier.refusal(request, client, realClock.instant());
    if (refusal.isPresent()) {
      throw RequestRefusedException.because(refusal.get());
    }
    return takeNonce(client, request.query())
        .invoke(() -> requirePermission(client, method))
        .invoke(() -> call.admit(client, requestClock.now(now)));
  }

  private Uni<Void> takeNonce(KnownClient client, SignedQuery query) {
    return query.isReplayProtected()
        ? useNonce.use(client.id(), query.nonce(), query.timestamp())
        : Uni.createFrom().voidItem();
  }

  private void requirePermission(KnownClient client, Method method) {
    Set<Permission> anyOf = required.computeIfAbsent(method, SignFilter::requiredBy);
    if (Collections.disjoint(anyOf, client.permissions())) {
      throw RequestRefusedException.because(ErrorCode.PERMISSION_MISSING, names(anyOf));
    }
  }

  private static Set<Permission> requiredBy(Method method) {
    RequiresPermission annotation = method.getAnnotation(RequiresPermission.class);
    // An interface that names no permission refuses every client.
    return annotation == null ? Set.of() : Set.of(annotation.value());
  }

  private static String names(Set<Permission> permissions) {
    return permissions.isEmpty()
        ? "-"
        : Stream.of(Permission.values())
            .filter(permissions::contains)
            .map(Permission::wireName)
            .collect(Collectors.joining(", "));
  }
}
