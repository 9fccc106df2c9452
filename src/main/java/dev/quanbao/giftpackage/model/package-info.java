/**
 * What a gift package is and which rules hold for it: records, states and rules without a
 * framework.
 */
@NullMarked
package dev.quanbao.giftpackage.model;

import org.jspecify.annotations.NullMarked;
