/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_PROGRESS_H
#define DAX_KMEM_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * How far a run over memory blocks has come, on standard error: a bar on a terminal, a line now
 * and then elsewhere, JSON lines with --json, nothing with -q.
 */
extern bool progress_json;

/**
 * progress_start() - a run begins
 * @step: what is done to the blocks, "online" or "offline"; both strings outlive the run
 */
void progress_start(const char *uuid, const char *step, size_t blocks, uint64_t block_size);

/**
 * progress_show() - so many blocks are done
 *
 * Cheap enough to be called for each: it looks at the clock, and mostly does no more than that.
 */
void progress_show(size_t done);
void progress_end(void);

/**
 * struct progress - how far it has come
 * @step: "online" or "offline"
 * @ms: since the run began
 */
struct progress {
	const char *step;
	size_t done, blocks;
	uint64_t block_size, ms;
};

#define PROGRESS_TEXT_MAX	256

/**
 * progress_text() - the line with the bar
 * @line: PROGRESS_TEXT_MAX bytes
 * @columns: of the terminal: the line is shorter than that, as one that reaches the last column
 *	may be wrapped, and can then not be written over. What is worth the least is left out first.
 */
void progress_text(char *line, size_t columns, const struct progress *progress);

#endif
