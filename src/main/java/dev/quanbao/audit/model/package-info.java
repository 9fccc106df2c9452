/** What an audit entry is. */
@NullMarked
package dev.quanbao.audit.model;

import org.jspecify.annotations.NullMarked;
