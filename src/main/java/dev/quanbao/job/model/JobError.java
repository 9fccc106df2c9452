package dev.quanbao.job.model;

import java.util.List;

/**
 * One item of a job that was refused.
 *
 * @param line the number of its line in the upload, from 1 with a header counted
 * @param key the item: a user, a code
 * @param reason the name of the refusal, as in {@code SOLD_OUT}
 * @param args what the placeholders of the refusal's text stand for
 */
public record JobError(long line, String key, String reason, List<String> args) {

  public JobError {
    args = List.copyOf(args);
  }
}
