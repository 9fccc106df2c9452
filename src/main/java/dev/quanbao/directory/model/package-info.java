/** Companies, their lists, their staff and their chats. */
@NullMarked
package dev.quanbao.directory.model;

import org.jspecify.annotations.NullMarked;
