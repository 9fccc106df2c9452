/** How request bodies are received: all of it, within a limit, in memory or in a temporary file. */
@NullMarked
package dev.quanbao.platform.http.body;

import org.jspecify.annotations.NullMarked;
