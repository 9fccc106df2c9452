package dev.quanbao.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;

/** Fields as JSON text, for requests that are to be wrong in a way no object can be. */
public final class Raw {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Raw() {}

  public static String json(Object fields) {
    try {
      return JSON.writeValueAsString(fields);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
