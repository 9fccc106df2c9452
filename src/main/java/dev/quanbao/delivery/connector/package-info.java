/** Connectors to providers of messages, chosen by configuration; they know no delivery. */
@NullMarked
package dev.quanbao.delivery.connector;

import org.jspecify.annotations.NullMarked;
