/**
 * Shapes of asynchronous work that Mutiny can express, under the names by which this code base asks
 * for them.
 *
 * <p>Nothing here recurses: the depth of the stack does not grow with the number of steps. Knows no
 * store and no feature.
 */
@NullMarked
package dev.quanbao.platform.flow;

import org.jspecify.annotations.NullMarked;
