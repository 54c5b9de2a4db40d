/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef TEST_LINUX_UUID_H
#define TEST_LINUX_UUID_H

#include <stdio.h>
#include <string.h>
#include <linux/types.h>

#define UUID_STRING_LEN	36

typedef struct {
	u8 b[16];
} uuid_t;

static inline bool uuid_is_null(const uuid_t *uuid)
{
	static const uuid_t null;

	return !memcmp(uuid, &null, sizeof(null));
}

/* Like the kernel's: the first 36 characters have to be a UUID, what follows is not looked at. */
static inline int uuid_parse(const char *text, uuid_t *uuid)
{
	static const char form[] = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
	unsigned int byte, i, n = 0;

	for (i = 0; i < UUID_STRING_LEN; i++) {
		if (form[i] == '-' ? text[i] != '-' : !strchr("0123456789abcdefABCDEF", text[i]) ||
						       !text[i])
			return -1;
	}
	for (i = 0; i < UUID_STRING_LEN; i += form[i] == '-' ? 1 : 2) {
		if (form[i] == '-')
			continue;
		sscanf(text + i, "%2x", &byte);
		uuid->b[n++] = byte;
	}
	return 0;
}

#endif
