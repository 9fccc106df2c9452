package dev.quanbao.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The program that runs the server under a test, and can kill it and start it again. */
record Engine(String command) {

  private static final Path LOG = Path.of("target", "process", "engine.log");
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Ends the server and what stores its data, as a power cut would. */
  void kill() {
    run("kill");
  }

  /** Ends what speaks the protocol alone: every connection is cut, the data is not touched. */
  void killGateway() {
    run("kill-gw");
  }

  void up() {
    run("up");
  }

  private void run(String verb) {
    try {
      Files.createDirectories(LOG.getParent());
      Process process =
          new ProcessBuilder(command, verb)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(LOG.toFile()))
              .start();
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new AssertionError(command + " " + verb + " failed: " + Files.readString(LOG));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
