/** Where card templates go that WeChat is to get. */
@NullMarked
package dev.quanbao.card.publisher;

import org.jspecify.annotations.NullMarked;
