package dev.quanbao.access.model;

/**
 * What a client may do; nothing is allowed that its record doesn't grant.
 *
 * <p>{@link #wireName()} is the name in client records and interfaces.
 */
public enum Permission {
  PACKAGE_READ("package:read"),
  PACKAGE_WRITE("package:write"),
  PACKAGE_REVIEW("package:review"),
  CLAIM("claim"),
  REDEEM("redeem"),
  DIRECTORY("directory"),
  CARD("card"),
  CLIENT_ADMIN("client:admin");

  private final String wireName;

  Permission(String wireName) {
    this.wireName = wireName;
  }

  public String wireName() {
    return wireName;
  }
}
