/** The repository of card templates. */
@NullMarked
package dev.quanbao.card.store;

import org.jspecify.annotations.NullMarked;
