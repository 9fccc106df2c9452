package dev.quanbao.platform.store.codec;

import dev.quanbao.platform.crypto.SealedBytes;
import org.bson.BsonBinary;
import org.bson.BsonReader;
import org.bson.BsonWriter;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;

/** Stores sealed bytes as BSON's binary data. */
final class SealedBytesCodec implements Codec<SealedBytes> {

  @Override
  public Class<SealedBytes> getEncoderClass() {
    return SealedBytes.class;
  }

  @Override
  public void encode(BsonWriter out, SealedBytes value, EncoderContext context) {
    out.writeBinaryData(new BsonBinary(value.bytes()));
  }

  @Override
  public SealedBytes decode(BsonReader in, DecoderContext context) {
    return new SealedBytes(in.readBinaryData().getData());
  }
}
