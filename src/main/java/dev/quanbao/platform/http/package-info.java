/**
 * The HTTP edge: how requests are read and outcomes are worded.
 *
 * <p>Statuses, headers and JSON stand here alone; what lies behind the edge speaks of records,
 * error codes and faults. Nothing here waits on an event loop.
 */
@NullMarked
package dev.quanbao.platform.http;

import org.jspecify.annotations.NullMarked;
