/** What stands in a URI. */
@NullMarked
package dev.quanbao.platform.uri;

import org.jspecify.annotations.NullMarked;
