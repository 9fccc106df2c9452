package dev.quanbao.process;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.bson.Document;

/** The program that runs the server under a test, and can kill it and start it again. */
record Engine(String command, String connectionString) {

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

  /** Starts what doesn't run; more than once, since what was just killed may still look alive. */
  void up() {
    Instant deadline = Instant.now().plus(PATIENCE);
    do {
      run("up");
    } while (!answers() && Instant.now().isBefore(deadline));
  }

  private boolean answers() {
    try (MongoClient client = MongoClients.create(settings())) {
      client.getDatabase("admin").runCommand(new Document("ping", 1));
      return true;
    } catch (MongoException e) {
      return false;
    }
  }

  private MongoClientSettings settings() {
    return MongoClientSettings.builder()
        .applyConnectionString(new ConnectionString(connectionString))
        .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(1, TimeUnit.SECONDS))
        .build();
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
