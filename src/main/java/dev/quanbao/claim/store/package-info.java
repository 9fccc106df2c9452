/** The repositories of claims, of the quota they take from and of the children they hold. */
@NullMarked
package dev.quanbao.claim.store;

import org.jspecify.annotations.NullMarked;
