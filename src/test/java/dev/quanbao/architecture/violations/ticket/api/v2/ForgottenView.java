package dev.quanbao.architecture.violations.ticket.op;

/** An answer that the native build would leave out. */
public record ForgottenView(String id) {}
