/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_PROGRESS_TEXT_H
#define DAX_KMEM_PROGRESS_TEXT_H

#include <stddef.h>
#include <stdint.h>

/**
 * struct progress - what is shown of the progress
 * @step: "online" or "offline"
 * @ms: time since the first block
 * @block: the block that takes long, by number
 * @block_seconds: for how long already; 0 when none does
 * @why: what the kernel does with it, NULL when that is not known
 */
struct progress {
	const char *step;
	size_t done, blocks;
	uint64_t block_size, ms;
	uint64_t block, block_seconds;
	const char *why;
};

#define PROGRESS_TEXT_MAX	384

/**
 * progress_text() - format the line with the bar
 * @line: PROGRESS_TEXT_MAX bytes
 * @columns: width of the terminal. The line is made shorter than that, as a line that reaches the
 *	last column may wrap, and could not be overwritten then. On a narrow terminal the reason is
 *	left out first, then the speed, the number of blocks, and the bar.
 */
void progress_text(char *line, size_t columns, const struct progress *progress);

/**
 * progress_bytes() - how much is done: "0.2/0.5 GiB"
 */
void progress_bytes(char *text, size_t size, const struct progress *progress);

/**
 * progress_waiting() - "memory113: offline for 3 s, REASON", with the words of @progress
 */
void progress_waiting(char *text, size_t size, const struct progress *progress);

#endif
