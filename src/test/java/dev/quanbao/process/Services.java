package dev.quanbao.process;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The instances and stores of one test: they end with it, and it shows their logs if it failed. */
final class Services implements AfterEachCallback {

  private static final String PROFILE = "-Dquarkus.profile=demo";

  private final List<Service> begun = new ArrayList<>();
  private final List<Store> stores = new ArrayList<>();

  Store folder() {
    return kept(Store.folder());
  }

  Store database(String connectionString) {
    return kept(Store.database(connectionString));
  }

  private Store kept(Store store) {
    stores.add(store);
    return store;
  }

  /** Starts so many instances of the demo at once on one store, and waits for all of them. */
  List<Service> start(String name, int count, Store store) {
    List<Service> started = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      List<String> options = new ArrayList<>(store.options());
      options.add(PROFILE);
      started.add(begin(name + "-" + i, options));
    }
    started.forEach(Service::awaitReady);
    return started;
  }

  Service begin(String name, List<String> options) {
    Service service = Service.begin(name, options);
    begun.add(service);
    return service;
  }

  @Override
  public void afterEach(ExtensionContext test) {
    begun.forEach(Service::kill);
    if (test.getExecutionException().isPresent()) {
      begun.forEach(service -> System.err.println(service.lastLines()));
    }
    stores.forEach(Store::close);
    begun.clear();
    stores.clear();
  }
}
