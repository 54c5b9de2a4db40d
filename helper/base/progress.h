/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_PROGRESS_H
#define DAX_KMEM_PROGRESS_H

#include <stddef.h>
#include <stdint.h>

/*
 * Shows on standard error how many memory blocks are done: as a bar on a terminal, otherwise as a
 * line every two seconds, as JSON lines with --json (log_json), and not at all with -q.
 */

/**
 * progress_start() - begin to show progress
 * @step: what is done to the blocks, "online" or "offline"; both strings have to stay valid until
 *	progress_end()
 */
void progress_start(const char *uuid, const char *step, size_t blocks, uint64_t block_size);

/**
 * progress_show() - show that @done blocks are done
 *
 * To be called for each block: mostly it reads the clock, and prints nothing.
 */
void progress_show(size_t done);
void progress_end(void);

/**
 * struct progress - what the bar shows
 * @step: "online" or "offline"
 * @ms: time since progress_start()
 */
struct progress {
	const char *step;
	size_t done, blocks;
	uint64_t block_size, ms;
};

#define PROGRESS_TEXT_MAX	256

/**
 * progress_text() - format the line with the bar
 * @line: PROGRESS_TEXT_MAX bytes
 * @columns: width of the terminal. The line is made shorter than that, as a line that reaches the
 *	last column may wrap, and could not be overwritten then. On a narrow terminal the speed is
 *	left out first, then the GiB, then the bar.
 */
void progress_text(char *line, size_t columns, const struct progress *progress);

#endif
