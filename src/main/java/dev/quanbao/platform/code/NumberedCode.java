package dev.quanbao.platform.code;

/**
 * A code beside the number it is made of. Either follows from the other; only the key's holder can
 * tell how.
 *
 * @param number ascends in the order codes are made in
 * @param code what people are told
 */
public record NumberedCode(long number, String code) {}
