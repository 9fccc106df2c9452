/** The document store: what every feature needs of it, and nothing of any feature. */
package dev.quanbao.platform.store;
