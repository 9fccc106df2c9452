package dev.quanbao.platform.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.quanbao.platform.crypto.Sha256;
import dev.quanbao.platform.error.RequestRefusedException;
import dev.quanbao.platform.http.body.RawBody;
import dev.quanbao.platform.idempotency.store.Attempt;
import dev.quanbao.platform.idempotency.store.Beginning;
import dev.quanbao.platform.idempotency.store.Beginning.Answered;
import dev.quanbao.platform.idempotency.store.Beginning.Carried;
import dev.quanbao.platform.idempotency.store.Beginning.Denied;
import dev.quanbao.platform.idempotency.store.KeptAnswer;
import dev.quanbao.platform.idempotency.store.KeyedRequestRepository;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/**
 * Stands around the resource methods marked {@link Idempotent}: gives kept answers again, and keeps
 * new ones before they are sent.
 *
 * <p>An answer that a client has seen is therefore kept, or else (where the store failed just then)
 * the operation makes a repetition harmless.
 */
@Singleton
public final class IdempotencyFilter {

  /** After sign and permission, before the body is parsed. */
  public static final int PRIORITY = 500;

  /** The header that carries the key. */
  public static final String KEY = "Idempotency-Key";

  static final String REPLAYED = "Idempotent-Replayed";

  private static final Logger LOG = Logger.getLogger(IdempotencyFilter.class);
  private static final Pattern WELL_FORMED = Pattern.compile("[ -~]{1,64}");
  private static final String ATTEMPT = Attempt.class.getName();
  private static final Annotation[] NO_ANNOTATIONS = {};
  private static final byte[] NOTHING = {};

  // The first number is the last filter: what the others add is part of the answer.
  private static final int LAST = 0;

  private final KeyedRequestRepository requests;
  private final KeyedCall call;
  private final ObjectMapper json;

  IdempotencyFilter(KeyedRequestRepository requests, KeyedCall call, ObjectMapper json) {
    this.requests = requests;
    this.call = call;
    this.json = json;
  }

  /** Lets a request through, or answers it with what is kept; null where there is no key. */
  @Idempotent
  @ServerRequestFilter(priority = PRIORITY)
  public @Nullable Uni<Response> begin(ContainerRequestContext request, ResourceInfo resource) {
    // Asked for in this very method: a native build looks for it here.
    Idempotent rule = resource.getResourceMethod().getAnnotation(Idempotent.class);
    String key = key(request, rule != null && rule.required());
    if (key == null) {
      return null;
    }
    String path = request.getUriInfo().getPath();
    String id = Sha256.hex(call.clientId() + '\n' + path + '\n' + key);
    return requests
        .begin(id, RawBody.of(request).sha256())
        .map(beginning -> proceed(beginning, request));
  }

  private @Nullable Response proceed(Beginning beginning, ContainerRequestContext request) {
    return switch (beginning) {
      case Carried(Attempt attempt) -> {
        request.setProperty(ATTEMPT, attempt);
        call.joinOperation(attempt.operation());
        yield null;
      }
      case Answered(KeptAnswer answer) -> again(answer);
      case Denied denied -> throw RequestRefusedException.because(denied.code());
    };
  }

  private static @Nullable String key(ContainerRequestContext request, boolean isRequired) {
    List<String> sent = request.getHeaders().get(KEY);
    if (sent == null || sent.isEmpty()) {
      if (isRequired) {
        throw RequestRefusedException.parameter(KEY, "violation.required");
      }
      return null;
    }
    if (sent.size() > 1 || !WELL_FORMED.matcher(sent.getFirst()).matches()) {
      throw RequestRefusedException.parameter(KEY, "violation.format");
    }
    return sent.getFirst();
  }

  private static Response again(KeptAnswer answer) {
    return Response.status(answer.status())
        .header(REPLAYED, "true")
        .header(HttpHeaders.LOCATION, answer.location())
        .header(HttpHeaders.ETAG, answer.etag())
        .type(answer.contentType())
        .entity(answer.body())
        .build();
  }

  /** Keeps the answer of an attempt; null where there is nothing to keep. */
  @Idempotent
  @ServerResponseFilter(priority = LAST)
  public @Nullable Uni<Void> end(
      ContainerRequestContext request, ContainerResponseContext response) {
    if (!(request.getProperty(ATTEMPT) instanceof Attempt attempt)) {
      return null;
    }
    return settle(attempt, response)
        .onFailure()
        .invoke(failure -> LOG.warnf("no answer was kept for %s: %s", attempt.id(), failure))
        .onFailure()
        .recoverWithNull();
  }

  private Uni<Void> settle(Attempt attempt, ContainerResponseContext response) {
    int status = response.getStatus();
    if ((status >= 200 && status < 300) || status == 404 || status == 409) {
      return requests.keep(attempt, written(response));
    }
    // A refused request has changed nothing; of a failed one nobody knows, nor of what an earlier
    // attempt did.
    return status < 500 && attempt.isFirst() ? requests.forget(attempt) : requests.release(attempt);
  }

  /** Writes the entity here and now, so that the bytes that are kept are those that are sent. */
  private KeptAnswer written(ContainerResponseContext response) {
    Object entity = response.getEntity();
    MediaType type = response.getMediaType();
    MediaType contentType = type == null ? MediaType.APPLICATION_JSON_TYPE : type;
    byte[] sent = bytes(entity);
    byte[] kept = entity instanceof ShownOnce secret ? bytes(secret.withoutSecret()) : sent;
    if (entity != null) {
      response.setEntity(sent, NO_ANNOTATIONS, contentType);
    }
    return new KeptAnswer(
        response.getStatus(),
        kept,
        contentType.toString(),
        response.getHeaderString(HttpHeaders.LOCATION),
        response.getHeaderString(HttpHeaders.ETAG));
  }

  private byte[] bytes(@Nullable Object entity) {
    return switch (entity) {
      case null -> NOTHING;
      case byte[] bytes -> bytes;
      case String text -> text.getBytes(StandardCharsets.UTF_8);
      default -> json(entity);
    };
  }

  private byte[] json(Object entity) {
    try {
      return json.writeValueAsBytes(entity);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
