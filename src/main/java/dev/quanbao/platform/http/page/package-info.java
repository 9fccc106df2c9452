/** Pages of long lists, by number and by cursor. */
@NullMarked
package dev.quanbao.platform.http.page;

import org.jspecify.annotations.NullMarked;
