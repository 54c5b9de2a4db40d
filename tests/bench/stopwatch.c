// SPDX-License-Identifier: GPL-2.0-only
/*
 * Runs a command and prints what it took: "WALL CPU EXIT", the first two in microseconds. CPU is
 * that of the command and of its children, in user space and in the kernel.
 * Usage: stopwatch COMMAND [ARG...]      what the command prints goes to standard error
 */
#include <inttypes.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static int64_t now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return time.tv_sec * 1000000LL + time.tv_nsec / 1000;
}

static int64_t microseconds(const struct timeval *time)
{
	return time->tv_sec * 1000000LL + time->tv_usec;
}

int main(int argc, char **argv)
{
	struct rusage usage;
	int64_t start = now();
	int status;
	pid_t pid;

	if (argc < 2)
		return 2;
	pid = vfork();
	if (pid == 0) {
		dup2(STDERR_FILENO, STDOUT_FILENO);
		execvp(argv[1], argv + 1);
		_exit(127);
	}
	if (pid < 0 || wait4(pid, &status, 0, &usage) < 0)
		return 1;
	printf("%" PRId64 " %" PRId64 " %d\n", now() - start,
	       microseconds(&usage.ru_utime) + microseconds(&usage.ru_stime),
	       WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
	return 0;
}
