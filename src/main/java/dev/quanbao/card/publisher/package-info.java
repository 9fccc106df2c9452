/** The place to which card templates are submitted that WeChat is to get. */
@NullMarked
package dev.quanbao.card.publisher;

import org.jspecify.annotations.NullMarked;
