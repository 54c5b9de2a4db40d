/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_PAGE_SIZE_H
#define DAX_KMEM_PAGE_SIZE_H

#include <stdint.h>
#include <unistd.h>

/* Bytes in a page of this kernel: 4096 on x86, but also 16384 or 65536 on arm64. */
static inline uint64_t page_size(void)
{
	return sysconf(_SC_PAGESIZE);
}

#endif
