package dev.quanbao.platform.http.json.output;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import java.math.BigDecimal;

/** Writes decimal numbers as people do: 500, 5, 8.5; never 5E+2 or 5.0. */
final class PlainNumberWriter extends StdScalarSerializer<BigDecimal> {

  private static final long serialVersionUID = 1L;

  PlainNumberWriter() {
    super(BigDecimal.class);
  }

  @Override
  public void serialize(BigDecimal number, JsonGenerator json, SerializerProvider provider)
      throws IOException {
    json.writeNumber(number.stripTrailingZeros().toPlainString());
  }
}
