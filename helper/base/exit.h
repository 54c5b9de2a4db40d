/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_EXIT_H
#define DAX_KMEM_EXIT_H

/* Exit codes: scripts depend on the numbers. Of several targets the highest is reported. */
enum exit_code {
	DK_DONE = 0,		/* done, or nothing to do */
	DK_FAILED = 1,
	DK_USAGE = 2,		/* command line or configuration */
	DK_IDENTITY = 3,	/* no such device, ambiguous, duplicate UUID */
	DK_GONE = 4,		/* the device went away */
	DK_BUSY = 5,		/* open, mapped, held by another driver or another run */
	DK_ROLLED_BACK = 6,	/* failed half-way: undone, or a message says what is left */
	DK_UNSUITABLE = 7,	/* range, node, bad blocks, DRAM */
	DK_MODULE = 8,		/* missing, refused, blacklisted */
	DK_PERMISSION = 9,
	DK_TIMEOUT = 10,	/* the kernel did not answer in time */
};

static inline enum exit_code exit_worst(enum exit_code a, enum exit_code b)
{
	return a > b ? a : b;
}

#endif
