/** Statistics on {@code /v3}. */
package dev.quanbao.statistics.v3;
