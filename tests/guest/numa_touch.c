// SPDX-License-Identifier: GPL-2.0-only
/*
 * Writes and reads back memory of one NUMA node. Usage: numa_touch NODE MIB [hold|roam]
 * With "hold" it stays, once the memory is filled, until its standard input ends; with "roam" too,
 * and the pages may be anywhere by then.
 * A page that is not on the node, or does not hold what was written, is a failure.
 */
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#define MPOL_BIND	2
#define PAGE		4096UL
#define BATCH		1024UL

/* Differs in every word of every page, so that a page mapped twice would show. */
static uint64_t pattern(size_t word)
{
	return (word + 1) * 0x9e3779b97f4a7c15ull;
}

static int bind_to(int node)
{
	unsigned long mask[16] = { 0 };

	mask[node / 64] = 1ul << node % 64;
	return syscall(SYS_set_mempolicy, MPOL_BIND, mask, sizeof(mask) * 8 + 1);
}

static size_t pages_elsewhere(char *memory, size_t pages, int node)
{
	static void *addresses[BATCH];
	static int nodes[BATCH];
	size_t i, n, first, wrong = 0;

	for (first = 0; first < pages; first += n) {
		n = pages - first < BATCH ? pages - first : BATCH;
		for (i = 0; i < n; i++)
			addresses[i] = memory + (first + i) * PAGE;
		if (syscall(SYS_move_pages, 0, n, addresses, NULL, nodes, 0))
			return pages;
		for (i = 0; i < n; i++)
			wrong += nodes[i] != node;
	}
	return wrong;
}

int main(int argc, char **argv)
{
	size_t bytes, words, i, bad = 0, elsewhere;
	uint64_t *memory;
	int node;

	if (argc < 3) {
		fprintf(stderr, "usage: numa_touch NODE MIB [hold|roam]\n");
		return 2;
	}
	node = atoi(argv[1]);
	bytes = strtoull(argv[2], NULL, 10) << 20;
	words = bytes / sizeof(*memory);
	if (bind_to(node)) {
		fprintf(stderr, "node %d: %s\n", node, strerror(errno));
		return 1;
	}
	memory = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (memory == MAP_FAILED) {
		fprintf(stderr, "mmap: %s\n", strerror(errno));
		return 1;
	}
	for (i = 0; i < words; i++)
		memory[i] = pattern(i);
	if (argc > 3) {
		puts("filled");
		fflush(stdout);
		while (getchar() != EOF)
			;
	}
	for (i = 0; i < words; i++)
		bad += memory[i] != pattern(i);
	elsewhere = argc > 3 && argv[3][0] == 'r' ? 0 :
		    pages_elsewhere((char *)memory, bytes / PAGE, node);
	printf("%zu MiB written and read back on node %d: %zu wrong words, %zu pages elsewhere\n",
	       bytes >> 20, node, bad, elsewhere);
	return bad || elsewhere;
}
