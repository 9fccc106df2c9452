package dev.quanbao.platform.http.json;

import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import dev.quanbao.platform.http.body.MediaTypes;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyReader;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;
import org.jspecify.annotations.Nullable;

/**
 * Hands resource methods their {@link JsonRequest}; a list of them is {@link JsonListReader}'s.
 *
 * <p>Resources don't restrict what they consume: a wrong content type must be refused after the
 * sign and the permission, so it is refused here and not by the router.
 */
@Provider
@Consumes(MediaType.WILDCARD)
public final class JsonBodyReader implements ServerMessageBodyReader<Record> {

  private static final byte[] NO_FIELDS = "{}".getBytes(StandardCharsets.UTF_8);

  private final RecordReader records;

  JsonBodyReader(RecordReader records) {
    this.records = records;
  }

  @Override
  public boolean isReadable(
      Class<?> type,
      Type genericType,
      @Nullable ResteasyReactiveResourceInfo method,
      MediaType mediaType) {
    return type.isAnnotationPresent(JsonRequest.class);
  }

  @Override
  public boolean isReadable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return type.isAnnotationPresent(JsonRequest.class);
  }

  @Override
  public Record readFrom(
      Class<Record> type, Type genericType, MediaType mediaType, ServerRequestContext context)
      throws IOException {
    RequestShape.note(routing(context), type);
    String contentType = context.getRequestHeaders().getHeaderString("Content-Type");
    return read(type, contentType, context.getInputStream());
  }

  @Override
  public Record readFrom(
      Class<Record> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, String> headers,
      InputStream body)
      throws IOException {
    return read(type, headers.getFirst("Content-Type"), body);
  }

  private Record read(Class<? extends Record> type, @Nullable String contentType, InputStream body)
      throws IOException {
    byte[] bytes = body.readAllBytes();
    JsonRequest request = type.getAnnotation(JsonRequest.class);
    if (bytes.length == 0 && request != null && request.emptyBody()) {
      return records.read(type, NO_FIELDS);
    }
    if (!MediaTypes.isJson(contentType)) {
      throw RequestRefusedException.because(
          ErrorCode.CONTENT_TYPE_NOT_SUPPORTED, MediaType.APPLICATION_JSON);
    }
    return records.read(type, bytes);
  }

  private static RoutingContext routing(ServerRequestContext context) {
    return ((ResteasyReactiveRequestContext) context).unwrap(RoutingContext.class);
  }
}
