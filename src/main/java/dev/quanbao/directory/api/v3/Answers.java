package dev.quanbao.directory.api.v3;

import dev.quanbao.platform.http.header.IfMatch;
import java.net.URI;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Answers with an {@code ETag}, the revision of what they show. */
final class Answers {

  private Answers() {}

  static <T> RestResponse<T> of(T entity, long revision) {
    return RestResponse.ResponseBuilder.ok(entity).header("ETag", IfMatch.tag(revision)).build();
  }

  /**
   * The answer of a PUT.
   *
   * @param location where to find it, if it is new
   */
  static <T> RestResponse<T> put(T entity, long revision, @Nullable URI location) {
    return location == null
        ? of(entity, revision)
        : RestResponse.ResponseBuilder.create(RestResponse.Status.CREATED, entity)
            .header("ETag", IfMatch.tag(revision))
            .location(location)
            .build();
  }
}
