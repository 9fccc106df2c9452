package dev.quanbao.testing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.validator.BeanValidationConfigValidator;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.hibernate.validator.HibernateValidator;

/** Settings of a concern for what a test makes by hand: those that it gives, else the defaults. */
public final class GivenSettings {

  private static final Validator VALIDATOR =
      Validation.byProvider(HibernateValidator.class)
          .configure()
          .defaultLocale(Locale.ENGLISH)
          .buildValidatorFactory()
          .getValidator();

  private GivenSettings() {}

  /**
   * The settings of a mapping, checked as at the start.
   *
   * @param given each as {@code key=value}, the key without the mapping's prefix
   */
  public static <T> T of(Class<T> mapping, String... given) {
    String prefix = mapping.getAnnotation(ConfigMapping.class).prefix();
    Map<String, String> values = new HashMap<>();
    values.put("java.io.tmpdir", System.getProperty("java.io.tmpdir"));
    for (String setting : given) {
      String[] parts = setting.split("=", 2);
      values.put(prefix + "." + parts[0], parts[1]);
    }
    return config(mapping, values).getConfigMapping(mapping);
  }

  private static SmallRyeConfig config(Class<?> mapping, Map<String, String> values) {
    return new SmallRyeConfigBuilder()
        .withMapping(mapping)
        .withSources(new PropertiesConfigSource(values, "given", 100))
        .addDefaultInterceptors()
        .addDiscoveredConverters()
        .withValidator((BeanValidationConfigValidator) () -> VALIDATOR)
        .build();
  }
}
