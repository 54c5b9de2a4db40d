/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_PROGRESS_H
#define DAX_KMEM_PROGRESS_H

#include <stddef.h>
#include <stdint.h>

/*
 * Shows on standard error how many memory blocks are done: as a bar on a terminal, otherwise as a
 * line every two seconds, as JSON lines with --json (log_json), and not at all with -q. A block
 * that takes more than a second is named.
 */

/**
 * progress_start() - begin to show progress
 * @step: what is done to the blocks, "online" or "offline"; both strings have to stay valid until
 *	progress_end()
 * @why: what the kernel does with a block that takes long, NULL when that is not known; is called
 *	by another thread
 *
 * Until progress_end() this process must not fork.
 */
void progress_start(const char *uuid, const char *step, size_t blocks, uint64_t block_size,
		    const char *(*why)(uint64_t number));

/**
 * progress_show() - show that @done blocks are done
 *
 * To be called for each block that is passed over: mostly it reads the clock, and prints nothing.
 */
void progress_show(size_t done);

/**
 * progress_block() - the same, and from now on this block is brought online or offline
 * @number: of the block
 */
void progress_block(size_t done, uint64_t number);
void progress_end(void);

#endif
