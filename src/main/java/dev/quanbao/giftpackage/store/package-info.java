/** The repositories of packages and alias codes. */
@NullMarked
package dev.quanbao.giftpackage.store;

import org.jspecify.annotations.NullMarked;
