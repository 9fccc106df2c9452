@NullMarked
package dev.quanbao.demo.store;

import org.jspecify.annotations.NullMarked;
