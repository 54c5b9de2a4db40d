/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_UTIL_H
#define DAX_KMEM_UTIL_H

#define ARRAY_SIZE(array)	(sizeof(array) / sizeof((array)[0]))

/* Rounded to the nearest, as the module does, so that both print the same number. */
#define MIB(bytes)	(((unsigned long long)(bytes) + (1 << 19)) >> 20)

/* "1 block", "2 blocks" */
#define PLURAL(count)	((count) == 1 ? "" : "s")

#endif
