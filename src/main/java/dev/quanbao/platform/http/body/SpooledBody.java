package dev.quanbao.platform.http.body;

import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A large body in a temporary file; it can be read until the request is answered, and again.
 *
 * <p>Read no faster than it is asked for, and never held as a whole.
 */
public final class SpooledBody implements ReceivedBody {

  static final SpooledBody NOTHING = new SpooledBody(null, 0, HeldBody.NOTHING.sha256(), "");

  private static final int CHUNK = 64 * 1024;

  private final @Nullable AsyncFile file;
  private final long length;
  private final String sha256;
  private final String mediaType;

  SpooledBody(@Nullable AsyncFile file, long length, String sha256, String mediaType) {
    this.file = file;
    this.length = length;
    this.sha256 = sha256;
    this.mediaType = mediaType;
  }

  @Override
  public String sha256() {
    return sha256;
  }

  /** What it is, without parameters, as in {@code text/csv}. */
  public String mediaType() {
    return mediaType;
  }

  SpooledBody of(String type) {
    return new SpooledBody(file, length, sha256, type);
  }

  /** How many bytes it has. */
  public long length() {
    return length;
  }

  /**
   * Its lines, without their ends (LF or CRLF), in batches; a byte order mark is ignored, and so is
   * a last line of nothing.
   *
   * <p>Fails with a refusal that names the line, counted from 1, where one is too long or not
   * UTF-8.
   */
  public Multi<List<String>> lines(int perBatch, int maxLineBytes) {
    return pieces(() -> new LineSplitter(maxLineBytes), perBatch);
  }

  /**
   * The texts of its elements, where it is a JSON array, in batches; fails with a refusal where it
   * isn't, or where an element is too long. Whether an element is JSON is left open.
   */
  public Multi<List<byte[]>> elements(int perBatch, int maxElementBytes) {
    return pieces(() -> new ElementSplitter(maxElementBytes), perBatch);
  }

  /** Its pieces as a cutter cuts them, in batches of so many and a last one of what is left. */
  public <T> Multi<List<T>> pieces(Supplier<? extends Splitter<T>> cutters, int perBatch) {
    return Multi.createFrom()
        .deferred(() -> {
          Splitter<T> cutter = cutters.get();
          Multi<List<T>> cut = chunks().map(chunk -> collected(out -> cutter.add(chunk, out)));
          Multi<List<T>> rest = Multi.createFrom().item(() -> collected(out -> cutter.end(out)));
          return Multi.createBy().concatenating().streams(cut, rest);
        })
        .onItem()
        .<T>disjoint()
        .group()
        .intoLists()
        .of(perBatch);
  }

  /** All of it at once, refused where it is more than so many bytes. */
  public Uni<byte[]> whole(int most) {
    if (length > most) {
      return Uni.createFrom()
          .failure(RequestRefusedException.because(ErrorCode.BODY_TOO_LARGE, most));
    }
    return chunks()
        .collect()
        .in(ByteArrayOutputStream::new, ByteArrayOutputStream::writeBytes)
        .map(ByteArrayOutputStream::toByteArray);
  }

  private static <T> List<T> collected(Consumer<Consumer<T>> source) {
    List<T> pieces = new ArrayList<>();
    source.accept(pieces::add);
    return pieces;
  }

  private Multi<byte[]> chunks() {
    AsyncFile source = file;
    if (source == null) {
      return Multi.createFrom().empty();
    }
    return Multi.createBy()
        .repeating()
        .uni(AtomicLong::new, position -> read(source, position))
        .until(chunk -> chunk.length == 0);
  }

  private static Uni<byte[]> read(AsyncFile source, AtomicLong position) {
    return Uni.createFrom()
        .completionStage(
            () -> source.read(Buffer.buffer(CHUNK), 0, position.get(), CHUNK).toCompletionStage())
        .map(Buffer::getBytes)
        .invoke(chunk -> position.addAndGet(chunk.length));
  }
}
