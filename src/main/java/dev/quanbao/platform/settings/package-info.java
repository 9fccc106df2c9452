/** Settings that several concerns share, and how the values of settings are read. */
@NullMarked
package dev.quanbao.platform.settings;

import org.jspecify.annotations.NullMarked;
