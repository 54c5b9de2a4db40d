// SPDX-License-Identifier: GPL-2.0-only
#include <stdarg.h>
#include <stdio.h>

#include "log.h"

enum log_level log_level = LOG_LEVEL_INFO;

void log_message(enum log_level level, const char *format, ...)
{
	va_list args;

	if (level > log_level)
		return;
	fputs("dax-kmem: ", stderr);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
}
