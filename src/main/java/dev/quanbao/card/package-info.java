/**
 * Card templates (优惠券模板): what merchants show as WeChat cards, kept here whatever becomes of them
 * there.
 */
@NullMarked
package dev.quanbao.card;

import org.jspecify.annotations.NullMarked;
