/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_CLOCK_H
#define DAX_KMEM_CLOCK_H

#include <time.h>

/**
 * clock_ms() - milliseconds of a clock that is never set back; costs no system call
 */
static inline long long clock_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

#endif
