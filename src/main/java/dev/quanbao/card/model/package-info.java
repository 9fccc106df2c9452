/** What a card template is, and which rules WeChat makes for it. */
@NullMarked
package dev.quanbao.card.model;

import org.jspecify.annotations.NullMarked;
