/** How a request is signed and how a sign is judged: plain Java over texts and bytes. */
@NullMarked
package dev.quanbao.access.sign;

import org.jspecify.annotations.NullMarked;
