/** How records are written as documents, without a word about it in the records. */
@NullMarked
package dev.quanbao.platform.store.codec;

import org.jspecify.annotations.NullMarked;
