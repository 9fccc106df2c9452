/**
 * How alias codes and children get into a package, from generators or from an import, and how the
 * codes of deleted packages are released.
 */
@NullMarked
package dev.quanbao.giftpackage.codes;

import org.jspecify.annotations.NullMarked;
