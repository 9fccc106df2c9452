/** Packages and their codes on {@code /v3}: shapes, and nothing decided. */
@NullMarked
package dev.quanbao.giftpackage.api.v3;

import org.jspecify.annotations.NullMarked;
