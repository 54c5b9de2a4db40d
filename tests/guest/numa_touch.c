// SPDX-License-Identifier: GPL-2.0-only
/*
 * Writes and reads back memory of one NUMA node.
 * Usage: numa_touch NODE|any|weighted MIB [hold|roam|busy]
 * "any" leaves it to the kernel where the pages are, and "weighted" interleaves all nodes by their
 * weights. With "hold" it stays, once the memory is filled, until its standard input ends; with
 * "roam" too, and the pages may be anywhere by then; with "busy" it goes on reading all of it.
 * A page that is not on the node, or does not hold what was written, is a failure.
 */
#include <ctype.h>
#include <errno.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#define MPOL_BIND		2
#define MPOL_WEIGHTED_INTERLEAVE	6
#define BATCH		1024UL

static size_t page_size;

/* Differs in every word of every page, so that a page mapped twice would show. */
static uint64_t pattern(size_t word)
{
	return (word + 1) * 0x9e3779b97f4a7c15ull;
}

/* @where: a node, "any" or "weighted" */
static int set_policy(const char *where)
{
	unsigned long mask[16] = { 0 };
	int policy = MPOL_BIND, node = atoi(where);

	if (where[0] == 'a')
		return 0;
	if (where[0] == 'w') {
		policy = MPOL_WEIGHTED_INTERLEAVE;
		mask[0] = 3;
	} else {
		mask[node / 64] = 1ul << node % 64;
	}
	return syscall(SYS_set_mempolicy, policy, mask, sizeof(mask) * 8 + 1);
}

/* Until standard input ends. */
static void wait_for_end(void)
{
	while (getchar() != EOF)
		;
}

/* Reads a word of each page, again and again, until standard input has something or ends. */
static void keep_reading(const uint64_t *memory, size_t words)
{
	struct pollfd input = { .fd = STDIN_FILENO, .events = POLLIN };
	static volatile uint64_t sum;
	size_t i;

	while (!poll(&input, 1, 10)) {
		for (i = 0; i < words; i += page_size / sizeof(*memory))
			sum += memory[i];
	}
}

static size_t pages_elsewhere(char *memory, size_t pages, int node)
{
	static void *addresses[BATCH];
	static int nodes[BATCH];
	size_t i, n, first, wrong = 0;

	for (first = 0; first < pages; first += n) {
		n = pages - first < BATCH ? pages - first : BATCH;
		for (i = 0; i < n; i++)
			addresses[i] = memory + (first + i) * page_size;
		if (syscall(SYS_move_pages, 0, n, addresses, NULL, nodes, 0))
			return pages;
		for (i = 0; i < n; i++)
			wrong += nodes[i] != node;
	}
	return wrong;
}

int main(int argc, char **argv)
{
	size_t bytes, words, i, bad = 0, elsewhere = 0;
	uint64_t *memory;
	char after;

	if (argc < 3) {
		fprintf(stderr, "usage: numa_touch NODE|any|weighted MIB [hold|roam|busy]\n");
		return 2;
	}
	after = argc > 3 ? argv[3][0] : 0;
	bytes = strtoull(argv[2], NULL, 10) << 20;
	words = bytes / sizeof(*memory);
	page_size = sysconf(_SC_PAGESIZE);
	if (set_policy(argv[1])) {
		fprintf(stderr, "node %s: %s\n", argv[1], strerror(errno));
		return 1;
	}
	memory = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (memory == MAP_FAILED) {
		fprintf(stderr, "mmap: %s\n", strerror(errno));
		return 1;
	}
	for (i = 0; i < words; i++)
		memory[i] = pattern(i);
	if (after) {
		puts("filled");
		fflush(stdout);
		if (after == 'b')
			keep_reading(memory, words);
		else
			wait_for_end();
	}
	for (i = 0; i < words; i++)
		bad += memory[i] != pattern(i);
	if (isdigit(argv[1][0]) && after != 'r')
		elsewhere = pages_elsewhere((char *)memory, bytes / page_size, atoi(argv[1]));
	printf("%zu MiB written and read back on node %s: %zu wrong words, %zu pages elsewhere\n",
	       bytes >> 20, argv[1], bad, elsewhere);
	return bad || elsewhere;
}
