/**
 * Messages (短信, PUSH) that tell receivers the codes of copies set aside for them. This feature
 * decides who gets a message, has it sent, and keeps phone numbers sealed.
 */
@NullMarked
package dev.quanbao.delivery;

import org.jspecify.annotations.NullMarked;
