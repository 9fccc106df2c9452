/**
 * Card templates (优惠券模板): what merchants show as WeChat cards, kept here whatever becomes of them
 * there.
 */
package dev.quanbao.card;
