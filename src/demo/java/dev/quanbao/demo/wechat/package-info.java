/**
 * A stand-in for WeChat's card interface, for the demo and for tests: it keeps the rules that we
 * know of, and its cards in memory.
 */
@NullMarked
package dev.quanbao.demo.wechat;

import org.jspecify.annotations.NullMarked;
