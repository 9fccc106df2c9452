package dev.quanbao.architecture.violations.ticket;

import io.quarkus.mongodb.panache.reactive.ReactivePanacheMongoRepositoryBase;

/** The repository of a record that the native build would leave out. */
public class ForgottenRepository implements ReactivePanacheMongoRepositoryBase<Forgotten, String> {}
