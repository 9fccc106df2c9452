/** What a company keeps of itself, its staff and its chats. */
@NullMarked
package dev.quanbao.directory.model;

import org.jspecify.annotations.NullMarked;
