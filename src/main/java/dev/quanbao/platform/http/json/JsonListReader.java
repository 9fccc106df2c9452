package dev.quanbao.platform.http.json;

import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import dev.quanbao.platform.http.body.MediaTypes;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyReader;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;
import org.jspecify.annotations.Nullable;

/** Hands resource methods their {@link JsonList}; for the rest as {@link JsonBodyReader}. */
@Provider
@Consumes(MediaType.WILDCARD)
public final class JsonListReader implements ServerMessageBodyReader<JsonList<?>> {

  private final RecordReader records;

  JsonListReader(RecordReader records) {
    this.records = records;
  }

  @Override
  public boolean isReadable(
      Class<?> type,
      Type genericType,
      @Nullable ResteasyReactiveResourceInfo method,
      MediaType mediaType) {
    return type == JsonList.class;
  }

  @Override
  public boolean isReadable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return type == JsonList.class;
  }

  @Override
  public JsonList<?> readFrom(
      Class<JsonList<?>> type, Type genericType, MediaType mediaType, ServerRequestContext context)
      throws IOException {
    String contentType = context.getRequestHeaders().getHeaderString("Content-Type");
    return read(genericType, contentType, context.getInputStream());
  }

  @Override
  public JsonList<?> readFrom(
      Class<JsonList<?>> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, String> headers,
      InputStream body)
      throws IOException {
    return read(genericType, headers.getFirst("Content-Type"), body);
  }

  private JsonList<?> read(Type list, @Nullable String contentType, InputStream body)
      throws IOException {
    if (!MediaTypes.isJson(contentType)) {
      throw RequestRefusedException.because(
          ErrorCode.CONTENT_TYPE_NOT_SUPPORTED, MediaType.APPLICATION_JSON);
    }
    Class<? extends Record> item = itemOf(list);
    return new JsonList<>(records.readList(item, body.readAllBytes(), JsonList.MAX_ITEMS));
  }

  private static Class<? extends Record> itemOf(Type list) {
    if (list instanceof ParameterizedType of
        && of.getActualTypeArguments()[0] instanceof Class<?> item) {
      return item.asSubclass(Record.class);
    }
    throw new IllegalStateException("of which records a list is must be said: " + list);
  }
}
