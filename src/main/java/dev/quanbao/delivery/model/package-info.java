/** What a message to a receiver is and how many of them a phone may get. */
@NullMarked
package dev.quanbao.delivery.model;

import org.jspecify.annotations.NullMarked;
