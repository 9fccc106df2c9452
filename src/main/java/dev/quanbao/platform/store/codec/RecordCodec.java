package dev.quanbao.platform.store.codec;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.BsonInvalidOperationException;
import org.bson.BsonReader;
import org.bson.BsonType;
import org.bson.BsonWriter;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.codecs.configuration.CodecConfigurationException;
import org.bson.codecs.configuration.CodecRegistry;
import org.jspecify.annotations.Nullable;

/**
 * One record as one document: a component is a field of the same name, {@code id} is {@code _id},
 * and a component that is null has no field.
 *
 * <p>A field that the record doesn't know is passed over, so that an older replica can read what a
 * newer one has written.
 */
final class RecordCodec<T extends Record> implements Codec<T> {

  private static final Map<Class<?>, Class<?>> BOXES =
      Map.of(
          int.class, Integer.class,
          long.class, Long.class,
          boolean.class, Boolean.class,
          double.class, Double.class);

  private final Class<T> type;
  private final List<Field> fields;
  private final Map<String, Field> byName = new HashMap<>();
  private final Constructor<T> constructor;

  RecordCodec(Class<T> type, CodecRegistry registry) {
    this.type = type;
    RecordComponent[] components = type.getRecordComponents();
    Field[] found = new Field[components.length];
    for (int i = 0; i < components.length; i++) {
      found[i] = Field.of(components[i], i, registry);
      byName.put(found[i].name, found[i]);
    }
    this.fields = List.of(found);
    this.constructor = canonical(type, components);
  }

  @Override
  public Class<T> getEncoderClass() {
    return type;
  }

  @Override
  public void encode(BsonWriter out, T value, EncoderContext context) {
    out.writeStartDocument();
    for (Field field : fields) {
      Object component = field.read(value);
      if (component != null) {
        out.writeName(field.name);
        context.encodeWithChildContext(field.codec, out, component);
      }
    }
    out.writeEndDocument();
  }

  @Override
  public T decode(BsonReader in, DecoderContext context) {
    Object[] values = new Object[fields.size()];
    in.readStartDocument();
    while (in.readBsonType() != BsonType.END_OF_DOCUMENT) {
      Field field = byName.get(in.readName());
      if (field == null) {
        in.skipValue();
      } else if (in.getCurrentBsonType() == BsonType.NULL) {
        in.readNull();
      } else {
        values[field.place] = context.decodeWithChildContext(field.codec, in);
      }
    }
    in.readEndDocument();
    return create(values);
  }

  private T create(@Nullable Object[] values) {
    for (Field field : fields) {
      if (field.isPrimitive && values[field.place] == null) {
        throw new BsonInvalidOperationException(
            "a stored %s lacks the field %s".formatted(type.getSimpleName(), field.name));
      }
    }
    try {
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new CodecConfigurationException("a stored " + type.getSimpleName() + " is refused", e);
    }
  }

  private static <T> Constructor<T> canonical(Class<T> type, RecordComponent[] components) {
    try {
      Constructor<T> constructor =
          type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      constructor.setAccessible(true);
      return constructor;
    } catch (NoSuchMethodException e) {
      throw new CodecConfigurationException(type + " can't be made by reflection", e);
    }
  }

  /** One component, and how its values are stored. */
  private record Field(
      String name, int place, boolean isPrimitive, Method accessor, Codec<Object> codec) {

    @SuppressWarnings("unchecked")
    static Field of(RecordComponent component, int place, CodecRegistry registry) {
      Method accessor = component.getAccessor();
      accessor.setAccessible(true);
      String name = component.getName().equals("id") ? "_id" : component.getName();
      Codec<Object> codec = (Codec<Object>) codecOf(component.getGenericType(), registry);
      return new Field(name, place, component.getType().isPrimitive(), accessor, codec);
    }

    private static Codec<?> codecOf(Type type, CodecRegistry registry) {
      return switch (type) {
        case Class<?> plain -> registry.get(BOXES.getOrDefault(plain, plain));
        case ParameterizedType generic ->
            registry.get(
                (Class<?>) generic.getRawType(), List.of(generic.getActualTypeArguments()));
        default -> throw new CodecConfigurationException(type + " can't be stored");
      };
    }

    @Nullable Object read(Record value) {
      try {
        return accessor.invoke(value);
      } catch (ReflectiveOperationException e) {
        throw new CodecConfigurationException(accessor + " can't be read", e);
      }
    }
  }
}
