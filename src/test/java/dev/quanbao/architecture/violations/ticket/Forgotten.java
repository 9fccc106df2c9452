package dev.quanbao.architecture.violations.ticket;

/** A stored record that the native build would leave out. */
public record Forgotten(String id) {}
