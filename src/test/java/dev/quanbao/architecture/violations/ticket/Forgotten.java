package dev.quanbao.architecture.violations.ticket;

import io.quarkus.mongodb.panache.common.MongoEntity;

/** A stored record that the native build would leave out. */
@MongoEntity(collection = "forgotten")
public record Forgotten(String id) {}
