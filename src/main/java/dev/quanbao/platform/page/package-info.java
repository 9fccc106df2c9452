/** Pages of long lists, as acts and repositories hand them over. Knows no wire and no store. */
@NullMarked
package dev.quanbao.platform.page;

import org.jspecify.annotations.NullMarked;
