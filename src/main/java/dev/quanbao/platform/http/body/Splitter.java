package dev.quanbao.platform.http.body;

import java.util.function.Consumer;

/**
 * Cuts one body into pieces as its bytes arrive, wherever the bytes are torn apart.
 *
 * @param <T> what a piece is
 */
public interface Splitter<T> {

  /** Takes the next bytes, and hands out every piece that is whole by now. */
  void add(byte[] chunk, Consumer<T> pieces);

  /** Takes note that no more bytes come, and hands out what is left. */
  void end(Consumer<T> pieces);
}
