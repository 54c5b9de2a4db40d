/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef TEST_LINUX_LIBNVDIMM_H
#define TEST_LINUX_LIBNVDIMM_H

#include <endian.h>
#include <linux/types.h>

/* Fletcher's checksum, 64 bits wide over 32-bit words: the info block's. */
static inline u64 nd_fletcher64(void *address, size_t bytes, bool little_endian)
{
	u32 *word = address;
	u32 low = 0;
	u64 high = 0;
	size_t i;

	for (i = 0; i < bytes / sizeof(*word); i++) {
		low += little_endian ? le32toh(word[i]) : word[i];
		high += low;
	}
	return high << 32 | low;
}

#endif
