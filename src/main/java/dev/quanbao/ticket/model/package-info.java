/** What a ticket is good for, when and for whom. */
@NullMarked
package dev.quanbao.ticket.model;

import org.jspecify.annotations.NullMarked;
