/**
 * WeChat's card interface: templates that wait for it are put into the outbox, and sent from there.
 *
 * <p>A template has one card at WeChat however often it is tried; nothing that WeChat does or fails
 * to do reaches a request of ours.
 */
@NullMarked
package dev.quanbao.card.wechat;

import org.jspecify.annotations.NullMarked;
