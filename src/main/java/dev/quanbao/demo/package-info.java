/** What the demo profile shows: the seeds' own examples, and nothing that production ever loads. */
@NullMarked
package dev.quanbao.demo;

import org.jspecify.annotations.NullMarked;
