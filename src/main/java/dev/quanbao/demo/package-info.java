/** What the demo profile shows: the seeds' own examples, and nothing that production ever loads. */
package dev.quanbao.demo;
