/**
 * What may be decided about a package: the rules of designs and edits, what they name, and the
 * changes that they decide.
 */
@NullMarked
package dev.quanbao.giftpackage.model.rule;

import org.jspecify.annotations.NullMarked;
