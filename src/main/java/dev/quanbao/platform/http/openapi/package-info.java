/**
 * What the API description says of whole surfaces, added to what the annotations of each operation
 * say.
 */
@NullMarked
package dev.quanbao.platform.http.openapi;

import org.jspecify.annotations.NullMarked;
