/**
 * The store inside the process: a file-backed document server for the profiles that are given no
 * connection string. Nothing outside this package knows which libraries it is made of.
 */
@NullMarked
package dev.quanbao.platform.store.embedded;

import org.jspecify.annotations.NullMarked;
