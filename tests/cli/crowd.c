// SPDX-License-Identifier: GPL-2.0-only
/*
 * Processes with many threads, which share their descriptors. Usage:
 * crowd PROCESSES THREADS DESCRIPTORS [apart FILE]
 * Prints the processes' numbers, and keeps them until standard input ends. With "apart" the leader
 * of each ends, and one of its threads has a table of its own, in which FILE is open.
 */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

static const char *apart;
static pthread_barrier_t ready;

static void *linger(void *data)
{
	/* the last thread: all others are there */
	if (data && apart && (unshare(CLONE_FILES) || open(apart, O_RDONLY) < 0))
		_exit(1);
	pthread_barrier_wait(&ready);
	for (;;)
		pause();
	return NULL;
}

static void be_many(int threads, int descriptors, int tell)
{
	pthread_attr_t small;
	pthread_t thread;
	int fd, i;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	fd = open("/dev/null", O_RDONLY);
	for (i = 1; i < descriptors; i++) {
		if (fd < 0 || dup(fd) < 0)
			_exit(1);
	}
	pthread_barrier_init(&ready, NULL, threads);
	pthread_attr_init(&small);
	pthread_attr_setstacksize(&small, 64 << 10);
	for (i = 1; i < threads; i++) {
		if (pthread_create(&thread, &small, linger, i == threads - 1 ? &ready : NULL))
			_exit(1);
	}
	pthread_barrier_wait(&ready);
	if (write(tell, "", 1) != 1)
		_exit(1);
	if (apart)
		pthread_exit(NULL);
	for (;;)
		pause();
}

int main(int argc, char **argv)
{
	struct rlimit files = { 0 };
	int ends[2], count, i;
	pid_t pid;
	char word;

	if (argc < 4 || pipe(ends))
		return 2;
	count = atoi(argv[1]);
	apart = argc > 5 ? argv[5] : NULL;
	files.rlim_cur = atoi(argv[3]) + 100;
	files.rlim_max = files.rlim_cur;
	if (setrlimit(RLIMIT_NOFILE, &files)) {
		perror("crowd: setrlimit");
		return 1;
	}
	for (i = 0; i < count; i++) {
		pid = fork();
		if (!pid) {
			close(ends[0]);
			be_many(atoi(argv[2]), atoi(argv[3]), ends[1]);
		}
		if (pid < 0)
			return 1;
		printf("%d\n", pid);
	}
	close(ends[1]);
	for (i = 0; i < count; i++) {
		if (read(ends[0], &word, 1) != 1) {
			fprintf(stderr, "crowd: a process of it has failed\n");
			return 1;
		}
	}
	puts("ready");
	fflush(stdout);
	while (getchar() != EOF)
		;
	return 0;
}
