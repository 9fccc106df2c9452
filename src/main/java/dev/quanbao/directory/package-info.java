/**
 * What a company's packages refer to: product kinds (品类), channels (渠道), groups (组), staff (员工),
 * themes (主题), chats (会话).
 */
@NullMarked
package dev.quanbao.directory;

import org.jspecify.annotations.NullMarked;
