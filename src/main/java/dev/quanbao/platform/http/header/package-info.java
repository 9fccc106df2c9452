/** Single headers of requests and answers. */
@NullMarked
package dev.quanbao.platform.http.header;

import org.jspecify.annotations.NullMarked;
