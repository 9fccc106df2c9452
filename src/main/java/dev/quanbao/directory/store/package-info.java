/** The repositories of companies, staff and chats. */
@NullMarked
package dev.quanbao.directory.store;

import org.jspecify.annotations.NullMarked;
