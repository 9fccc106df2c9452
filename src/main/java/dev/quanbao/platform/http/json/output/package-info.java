/** How answers are written as JSON. */
@NullMarked
package dev.quanbao.platform.http.json.output;

import org.jspecify.annotations.NullMarked;
