package dev.quanbao.platform.http.body;

import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import dev.quanbao.platform.http.json.JsonBodyReader;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.List;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyReader;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;
import org.jspecify.annotations.Nullable;

/**
 * Hands resource methods their {@link SpooledBody}.
 *
 * <p>As with {@link JsonBodyReader}, a wrong content type is refused here and not by the router.
 */
@Provider
@Consumes(MediaType.WILDCARD)
public final class SpooledBodyReader implements ServerMessageBodyReader<SpooledBody> {

  @Override
  public boolean isReadable(
      Class<?> type,
      Type genericType,
      @Nullable ResteasyReactiveResourceInfo method,
      MediaType mediaType) {
    return type == SpooledBody.class;
  }

  @Override
  public boolean isReadable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return type == SpooledBody.class;
  }

  @Override
  public SpooledBody readFrom(
      Class<SpooledBody> type,
      Type genericType,
      MediaType mediaType,
      ServerRequestContext context) {
    var request = (ResteasyReactiveRequestContext) context;
    String contentType = context.getRequestHeaders().getHeaderString("Content-Type");
    ContainerRequestContext filtered = request.getContainerRequestContext();
    List<String> accepted = RawBody.accepted(filtered);
    if (!accepted.contains(MediaTypes.plain(contentType)) || !MediaTypes.isUtf8(contentType)) {
      throw RequestRefusedException.because(
          ErrorCode.CONTENT_TYPE_NOT_SUPPORTED, String.join(", ", accepted));
    }
    return ((SpooledBody) RawBody.of(filtered)).of(MediaTypes.plain(contentType));
  }

  @Override
  public SpooledBody readFrom(
      Class<SpooledBody> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, String> headers,
      InputStream body) {
    throw new IllegalStateException("read only where there is a request");
  }
}
