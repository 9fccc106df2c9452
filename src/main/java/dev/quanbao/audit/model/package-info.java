/** Audit entries, in the documents that carry them and in the trail. */
@NullMarked
package dev.quanbao.audit.model;

import org.jspecify.annotations.NullMarked;
