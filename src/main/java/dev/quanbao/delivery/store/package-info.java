/** The repositories of deliveries and of what phones were sent. */
@NullMarked
package dev.quanbao.delivery.store;

import org.jspecify.annotations.NullMarked;
