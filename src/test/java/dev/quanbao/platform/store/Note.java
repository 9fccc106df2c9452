package dev.quanbao.platform.store;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** A document for tests of what the store offers to all features. */
@RegisterForReflection
public record Note(String id, String subject, String text, long revision, Lease lease) {

  static Note of(String id, String text) {
    return new Note(id, id, text, 0, Lease.FREE);
  }
}
