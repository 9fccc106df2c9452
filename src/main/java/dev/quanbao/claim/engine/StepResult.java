package dev.quanbao.claim.engine;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a step made of some attempts.
 *
 * @param remaining go on to the next step
 * @param ended the results of the others
 */
record StepResult(List<Attempt> remaining, List<BatchResult> ended) {

  StepResult plus(StepResult other) {
    return new StepResult(
        Stream.concat(remaining.stream(), other.remaining.stream()).toList(),
        Stream.concat(ended.stream(), other.ended.stream()).toList());
  }
}
