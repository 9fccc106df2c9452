package dev.quanbao.platform.http.json.output;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * How answers are written as JSON: every field, in the record's order, moments as epoch
 * milliseconds, days as {@code yyyy-MM-dd}, numbers without needless zeros.
 */
@Singleton
public final class JsonAnswers implements ObjectMapperCustomizer {

  @Override
  @SuppressWarnings("deprecation") // the replacement exists on the builder alone
  public void customize(ObjectMapper mapper) {
    mapper.setDefaultPropertyInclusion(JsonInclude.Include.ALWAYS);
    mapper.disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY);
    mapper.enable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
    mapper.disable(SerializationFeature.WRITE_DATE_TIMESTAMPS_AS_NANOSECONDS);
    mapper
        .configOverride(LocalDate.class)
        .setFormat(JsonFormat.Value.forShape(JsonFormat.Shape.STRING));
    mapper.registerModule(
        new SimpleModule().addSerializer(BigDecimal.class, new PlainNumberWriter()));
  }
}
