/** What can become of an entry of the outbox. */
@NullMarked
package dev.quanbao.platform.outbox.model;

import org.jspecify.annotations.NullMarked;
