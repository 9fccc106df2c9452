/** What is counted of a package, and what is worked out from the clock. */
@NullMarked
package dev.quanbao.statistics.model;

import org.jspecify.annotations.NullMarked;
