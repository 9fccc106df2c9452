package dev.quanbao.demo.store;

import java.util.List;

/** An index whose keys are sorted, first by the value of its first path, then of its second. */
interface SortedIndex {

  /** The fields the keys are made of. */
  List<String> paths();

  /** Whether every document without arrays in these fields has a key. */
  boolean isComplete();

  IndexTree tree();
}
