/**
 * What happens to packages in the background: sweeps write down what time has decided, recovery
 * finishes what a crash has interrupted, audit entries are filed.
 */
@NullMarked
package dev.quanbao.giftpackage.sweep;

import org.jspecify.annotations.NullMarked;
