/** Work in the background: by one replica at a time, in batches, with rests between them. */
@NullMarked
package dev.quanbao.platform.store.background;

import org.jspecify.annotations.NullMarked;
