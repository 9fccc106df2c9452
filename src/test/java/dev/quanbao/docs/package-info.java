/** Keeps the pages under {@code docs/} true to the build: generates them, or fails. */
package dev.quanbao.docs;
