/**
 * How JSON requests are read into records.
 *
 * <p>A request is read in one pass: either the whole of it is right, or everything that is wrong
 * with it is named at once.
 */
@NullMarked
package dev.quanbao.platform.http.json;

import org.jspecify.annotations.NullMarked;
