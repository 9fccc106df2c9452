/**
 * Messages (短信, PUSH) that tell receivers the codes of copies set aside for them: who gets one,
 * what became of it, and the phone numbers, which nobody reads in the clear.
 */
@NullMarked
package dev.quanbao.delivery;

import org.jspecify.annotations.NullMarked;
