package dev.quanbao.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

/** The gateway of {@link MessageKillIT} finds out what it is there to find out. */
class GatewayTest {

  private static final String ID = "\"id\":\"a\",";

  @Test
  void oneMessageForEachIsAllRight() throws IOException, InterruptedException {
    try (var gateway = new Gateway()) {
      send(gateway, ID + "\"phone\":\"1\",\"ticketPackageCode\":\"7\"");
      send(gateway, ID + "\"phone\":\"2\",\"ticketPackageCode\":\"8\"");

      assertThat(gateway.taken()).hasSize(2);
      assertThat(gateway.faults()).isEmpty();
    }
  }

  @Test
  void twoMessagesForOnePhoneAreFoundOut() throws IOException, InterruptedException {
    try (var gateway = new Gateway()) {
      send(gateway, ID + "\"phone\":\"1\",\"ticketPackageCode\":\"7\"");
      send(gateway, ID + "\"phone\":\"1\",\"ticketPackageCode\":\"8\"");

      assertThat(gateway.faults()).hasSize(1);
    }
  }

  @Test
  void oneCodeForTwoPhonesIsFoundOut() throws IOException, InterruptedException {
    try (var gateway = new Gateway()) {
      send(gateway, ID + "\"phone\":\"1\",\"ticketPackageCode\":\"7\"");
      send(gateway, ID + "\"phone\":\"2\",\"ticketPackageCode\":\"7\"");

      assertThat(gateway.faults()).hasSize(1);
    }
  }

  private static void send(Gateway gateway, String fields)
      throws IOException, InterruptedException {
    try (var http = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create(gateway.url()))
              .POST(BodyPublishers.ofString("{" + fields + "}"))
              .build();
      http.send(request, BodyHandlers.discarding());
    }
  }
}
