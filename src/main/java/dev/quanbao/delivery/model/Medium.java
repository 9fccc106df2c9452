package dev.quanbao.delivery.model;

/** The way a message takes to its receiver. */
public enum Medium {
  /** 短信, to a phone. */
  SMS,
  /** PUSH, to the devices of a user. */
  PUSH
}
