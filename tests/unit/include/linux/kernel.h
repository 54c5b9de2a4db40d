/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef TEST_LINUX_KERNEL_H
#define TEST_LINUX_KERNEL_H

#include <ctype.h>
#include <endian.h>
#include <errno.h>
#include <stdlib.h>
#include <linux/types.h>

#define ALIGN_DOWN(x, a)	((x) & ~((u64)(a) - 1))
#define ALIGN(x, a)		ALIGN_DOWN((x) + (u64)(a) - 1, a)
#define IS_ALIGNED(x, a)	(((x) & ((u64)(a) - 1)) == 0)

#define le16_to_cpu(x)	le16toh(x)
#define le32_to_cpu(x)	le32toh(x)
#define le64_to_cpu(x)	le64toh(x)

/* As strict as the kernel's: no sign but a leading plus, no blank, nothing behind the number. */
static inline int kstrtouint(const char *s, unsigned int base, unsigned int *res)
{
	unsigned long value;
	char *end;

	if (*s == '+')
		s++;
	if (*s < '0' || *s > '9')
		return -EINVAL;
	errno = 0;
	value = strtoul(s, &end, base);
	if (*end)
		return -EINVAL;
	if (errno || value > UINT32_MAX)
		return -ERANGE;
	*res = value;
	return 0;
}

/* The same for 64 bits, and one newline may stand behind the number. */
static inline int kstrtou64(const char *s, unsigned int base, u64 *res)
{
	unsigned long long value;
	char *end;

	if (*s == '+')
		s++;
	if (!isxdigit(*s))
		return -EINVAL;
	errno = 0;
	value = strtoull(s, &end, base);
	if (*end == '\n')
		end++;
	if (*end)
		return -EINVAL;
	if (errno)
		return -ERANGE;
	*res = value;
	return 0;
}

#endif
