/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_UTIL_H
#define DAX_KMEM_UTIL_H

#define ARRAY_SIZE(array)	(sizeof(array) / sizeof((array)[0]))

#define MIB(bytes)	((unsigned long long)(bytes) >> 20)

#endif
