// SPDX-License-Identifier: GPL-2.0-only
/* Preloaded into the helper: a kernel, or a filter of system calls, that refuses kcmp(2). */
#include <dlfcn.h>
#include <errno.h>
#include <stdarg.h>
#include <sys/syscall.h>

long syscall(long number, ...)
{
	long (*real)(long number, ...) = dlsym(RTLD_NEXT, "syscall");
	long words[6];
	va_list args;
	int i;

	if (number == SYS_kcmp) {
		errno = EPERM;
		return -1;
	}
	va_start(args, number);
	for (i = 0; i < 6; i++)
		words[i] = va_arg(args, long);
	va_end(args);
	return real(number, words[0], words[1], words[2], words[3], words[4], words[5]);
}
