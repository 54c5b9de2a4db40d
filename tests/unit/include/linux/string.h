/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef TEST_LINUX_STRING_H
#define TEST_LINUX_STRING_H

#include <errno.h>
#include <string.h>

static inline int match_string(const char *const *array, size_t n, const char *string)
{
	size_t i;

	for (i = 0; i < n; i++) {
		if (!strcmp(array[i], string))
			return i;
	}
	return -EINVAL;
}

#endif
