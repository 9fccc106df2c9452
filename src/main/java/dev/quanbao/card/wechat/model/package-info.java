/** What is known of an account at WeChat: its cards, and its access token. */
@NullMarked
package dev.quanbao.card.wechat.model;

import org.jspecify.annotations.NullMarked;
