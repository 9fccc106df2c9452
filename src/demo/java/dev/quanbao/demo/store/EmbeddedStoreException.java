package dev.quanbao.demo.store;

import java.nio.file.Path;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;

/**
 * The embedded store could not be opened. Its message is one sentence for the person who started
 * the program, and names the folder and what to do.
 */
public final class EmbeddedStoreException extends RuntimeException {

  private static final String SETTING = "quanbao.store.data-dir";

  private static final long serialVersionUID = 1L;

  private final String sentence;

  private EmbeddedStoreException(String sentence, Throwable cause) {
    super(sentence, cause);
    this.sentence = sentence;
  }

  /** The message, which this exception never lacks. */
  String sentence() {
    return sentence;
  }

  /** The failure told by its cause, for a failure to open or first read the file. */
  static EmbeddedStoreException opening(Path dataDir, RuntimeException cause) {
    int code =
        cause instanceof MVStoreException e ? e.getErrorCode() : DataUtils.ERROR_FILE_CORRUPT;
    return switch (code) {
      case DataUtils.ERROR_FILE_LOCKED -> inUse(dataDir, cause);
      case DataUtils.ERROR_READING_FAILED, DataUtils.ERROR_WRITING_FAILED ->
          unusable(dataDir, cause);
      default -> damaged(dataDir, cause);
    };
  }

  /** The folder cannot be made, read or written. */
  static EmbeddedStoreException unusable(Path dataDir, Exception cause) {
    return new EmbeddedStoreException(
        "The folder %s of the embedded store cannot be used (%s): set %s to a folder that can be"
                .formatted(dataDir.toAbsolutePath(), cause.getMessage(), SETTING)
            + " read and written.",
        cause);
  }

  private static EmbeddedStoreException inUse(Path dataDir, Exception cause) {
    return new EmbeddedStoreException(
        "The folder %s of the embedded store is in use by another process: stop that process, or"
                .formatted(dataDir.toAbsolutePath())
            + " set %s to another folder.".formatted(SETTING),
        cause);
  }

  private static EmbeddedStoreException damaged(Path dataDir, Exception cause) {
    return new EmbeddedStoreException(
        "The file %s of the embedded store is damaged and cannot be read: put back a copy of it,"
                .formatted(dataDir.resolve(StoreFile.NAME).toAbsolutePath())
            + " or set %s to another folder to start with an empty store.".formatted(SETTING),
        cause);
  }
}
