/** What the surfaces of packages share: the names under which both show a package's properties. */
@NullMarked
package dev.quanbao.giftpackage.api;

import org.jspecify.annotations.NullMarked;
