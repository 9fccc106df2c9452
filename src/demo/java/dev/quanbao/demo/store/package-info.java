/**
 * The store inside the process: a file-backed document server for the profiles that are given no
 * connection string. Nothing outside this package knows which libraries it is made of; the product
 * asks for a {@link dev.quanbao.platform.store.LocalStore}.
 */
@NullMarked
package dev.quanbao.demo.store;

import org.jspecify.annotations.NullMarked;
