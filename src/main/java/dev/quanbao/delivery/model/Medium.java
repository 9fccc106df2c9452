package dev.quanbao.delivery.model;

/** By what a message reaches its receiver. */
public enum Medium {
  /** 短信, to a phone. */
  SMS,
  /** PUSH, to the devices of a user. */
  PUSH
}
