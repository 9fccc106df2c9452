/** What a claim is, how it may end, and whether a package may be claimed. */
@NullMarked
package dev.quanbao.claim.model;

import org.jspecify.annotations.NullMarked;
