package dev.quanbao.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the packaged service says when it must not start. */
class StartIT {

  private static final String MASTER_KEY =
      "-Dquanbao.master-keys=one:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
  private static final String NOWHERE =
      "-Dquarkus.mongodb.connection-string=mongodb://127.0.0.1:1/";

  @RegisterExtension final Services services = new Services();

  @Test
  void production_without_a_connection_string_is_refused_in_one_sentence() {
    Service service = services.begin("start-no-store", production(MASTER_KEY));

    int exitCode = service.awaitEnd();

    assertThat(exitCode).isNotZero();
    assertThat(said(service)).singleElement().asString().startsWith("No store is configured: set");
  }

  @Test
  void production_without_a_master_key_is_refused_in_one_sentence() {
    Service service = services.begin("start-no-key", production(NOWHERE));

    int exitCode = service.awaitEnd();

    assertThat(exitCode).isNotZero();
    assertThat(said(service))
        .singleElement()
        .asString()
        .startsWith("No master key is configured: set");
  }

  @Test
  void production_with_a_malformed_master_key_is_refused_in_one_sentence_without_the_key() {
    List<String> options = production(NOWHERE, "-Dquanbao.master-keys=one:c2hvcnQ=");
    Service service = services.begin("start-bad-key", options);

    int exitCode = service.awaitEnd();

    assertThat(exitCode).isNotZero();
    assertThat(said(service))
        .singleElement()
        .asString()
        .contains("quanbao.master-keys")
        .doesNotContain("c2hvcnQ");
  }

  @Test
  void a_setting_beyond_its_limits_is_refused_by_its_key() {
    List<String> options = production(NOWHERE, MASTER_KEY, "-Dquanbao.sweep.rest=-1");
    Service service = services.begin("start-bad-setting", options);

    int exitCode = service.awaitEnd();

    assertThat(exitCode).isNotZero();
    assertThat(refusals(service))
        .singleElement()
        .asString()
        .endsWith("quanbao.sweep.rest must be greater than or equal to 0");
  }

  @Test
  void a_setting_that_does_not_exist_is_refused_by_its_key() {
    List<String> options = production(NOWHERE, MASTER_KEY, "-Dquanbao.sweep.evry=5s");
    Service service = services.begin("start-no-such-setting", options);

    int exitCode = service.awaitEnd();

    assertThat(exitCode).isNotZero();
    assertThat(refusals(service))
        .isNotEmpty()
        .allMatch(line -> line.contains("quanbao.sweep.evry"));
  }

  @Test
  void a_second_process_on_one_folder_is_refused_in_one_sentence_and_the_first_goes_on() {
    Store folder = services.folder();
    Service first = services.start("start-first", 1, folder).getFirst();
    List<String> options = new ArrayList<>(folder.options());
    options.addAll(List.of("-Dquarkus.profile=demo", "-Dquarkus.banner.enabled=false"));
    Service second = services.begin("start-second", options);

    int exitCode = second.awaitEnd();

    assertThat(exitCode).isNotZero();
    assertThat(said(second)).singleElement().asString().contains("is in use by another process");
    first.awaitReady();
  }

  private static List<String> production(String... options) {
    List<String> all = new ArrayList<>(List.of(options));
    all.add("-Dquarkus.profile=prod");
    all.add("-Dquarkus.banner.enabled=false");
    return all;
  }

  private static List<String> said(Service service) {
    return service.output().lines().filter(line -> !line.isBlank()).toList();
  }

  /** What is said after the announcement that settings are wrong; a validator says its version. */
  private static List<String> refusals(Service service) {
    List<String> said = said(service);
    return said.subList(said.indexOf("Configuration validation failed:") + 1, said.size());
  }
}
