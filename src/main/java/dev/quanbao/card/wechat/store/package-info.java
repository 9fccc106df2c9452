/** The repositories of what is known of accounts at WeChat. */
@NullMarked
package dev.quanbao.card.wechat.store;

import org.jspecify.annotations.NullMarked;
