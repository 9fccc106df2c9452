/**
 * What the demo profile shows: the seeds' own examples. The production build carries nothing of
 * this package, and the product names nothing of it.
 */
@NullMarked
package dev.quanbao.demo;

import org.jspecify.annotations.NullMarked;
