package dev.quanbao.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** One packaged instance in a process of its own, which can be killed at any moment. */
final class Service {

  private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");
  private static final Path LOGS = Path.of("target", "process");
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
  private static final int MAX_LINES = 80;
  // Below the ports that systems give to outgoing connections: a restart finds its port free.
  private static final int FIRST_PORT = 20_000;
  private static final int LAST_PORT = 29_999;
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Path log;
  private final URI address;
  private final ProcessBuilder command;
  private Process process;

  private Service(Path log, URI address, ProcessBuilder command, Process process) {
    this.log = log;
    this.address = address;
    this.command = command;
    this.process = process;
  }

  /** Starts an instance and doesn't wait for it. */
  static Service begin(String name, List<String> options) {
    try {
      int port = freePort();
      Path log = Files.createDirectories(LOGS).resolve(name + ".log");
      Files.deleteIfExists(log);
      ProcessBuilder command =
          new ProcessBuilder(arguments(port, options))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      URI address = URI.create("http://127.0.0.1:" + port);
      return new Service(log, address, command, command.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> arguments(int port, List<String> options) {
    List<String> arguments = new ArrayList<>();
    arguments.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // Few cores have to do for all instances and their clients: start quickly rather than run best.
    arguments.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    // Nor is byte code looked through once more that the compiler has just made.
    arguments.addAll(List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:-BytecodeVerificationRemote"));
    arguments.add("-Dquarkus.http.host=127.0.0.1");
    arguments.add("-Dquarkus.http.port=" + port);
    arguments.addAll(options);
    arguments.addAll(List.of("-jar", JAR.toString()));
    return arguments;
  }

  private static int freePort() throws IOException {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(FIRST_PORT, LAST_PORT + 1);
      try (ServerSocket probe = new ServerSocket()) {
        probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return port;
      } catch (IOException taken) {
        // Another one, then.
      }
    }
  }

  URI address() {
    return address;
  }

  /** Waits until the instance says that it is ready. */
  Service awaitReady() {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (!isReady()) {
      if (hasEndedWithin(BETWEEN_LOOKS)) {
        throw new AssertionError("the service ended while starting:\n" + lastLines());
      }
      if (Instant.now().isAfter(deadline)) {
        throw new AssertionError("the service isn't ready after " + PATIENCE);
      }
    }
    return this;
  }

  private boolean isReady() {
    var request =
        HttpRequest.newBuilder(address.resolve("/q/health/ready")).timeout(PATIENCE).build();
    try {
      return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Waits for the instance to end by itself and tells its exit code. */
  int awaitEnd() {
    if (!hasEndedWithin(PATIENCE)) {
      throw new AssertionError("the service still runs after " + PATIENCE);
    }
    return process.exitValue();
  }

  boolean hasEndedWithin(Duration wait) {
    try {
      return process.waitFor(wait.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Ends the process as {@code kill -9} does. */
  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** Starts the instance again, on its old port and store, and doesn't wait for it. */
  Service beginAgain() {
    try {
      process = command.start();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All that the instance has written so far, also before it was killed. */
  String output() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String lastLines() {
    List<String> lines = output().lines().toList();
    int first = Math.max(0, lines.size() - MAX_LINES);
    return "--- " + log + "\n" + String.join("\n", lines.subList(first, lines.size()));
  }
}
