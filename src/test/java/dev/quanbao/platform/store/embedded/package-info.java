@NullMarked
package dev.quanbao.platform.store.embedded;

import org.jspecify.annotations.NullMarked;
