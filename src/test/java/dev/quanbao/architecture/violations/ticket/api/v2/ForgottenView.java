package dev.quanbao.architecture.violations.ticket.api.v2;

/** An answer that the native build would leave out. */
public record ForgottenView(String id) {}
