// SPDX-License-Identifier: GPL-2.0-only
/*
 * Pins a page and keeps it so until standard input ends. Usage:
 * pin_page dax DEVICE: of a device-dax device, which is neither open nor mapped then
 * pin_page node N: of a NUMA node's memory: it cannot be migrated
 * The page is put into a pipe. RDMA and io_uring pin pages likewise.
 * pin_page huge N: nothing is pinned, but a shared huge page is mapped; prints its physical address
 */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <linux/mempolicy.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#define SIZE	(2UL << 20)
#define DAX_SIZE	(32UL << 20)	/* a multiple of the alignment, pages of 16 KiB included */

static int fail(const char *what)
{
	fprintf(stderr, "%s: %s\n", what, strerror(errno));
	return 1;
}

static int pin(void *page)
{
	struct iovec vector = { .iov_base = page, .iov_len = 4096 };
	int ends[2];

	if (pipe(ends) || syscall(SYS_vmsplice, ends[1], &vector, 1, 0) != 4096)
		return fail("vmsplice");
	return 0;
}

static int pin_dax(const char *device)
{
	int fd = open(device, O_RDWR), rc;
	char *memory;

	if (fd < 0)
		return fail(device);
	memory = mmap(NULL, DAX_SIZE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (memory == MAP_FAILED)
		return fail("mmap");
	memory[0] = 1;
	rc = pin(memory);
	munmap(memory, DAX_SIZE);
	close(fd);
	return rc;
}

static int pin_node(unsigned long node)
{
	unsigned long mask = 1UL << node;
	char *memory;

	memory = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (memory == MAP_FAILED ||
	    syscall(SYS_mbind, memory, 4096, MPOL_BIND, &mask, sizeof(mask) * 8, 0))
		return fail("mbind");
	memory[0] = 1;
	return pin(memory);
}

static int map_huge(unsigned long node)
{
	unsigned long mask = 1UL << node;
	uint64_t entry;
	char *memory;
	int fd;

	memory = mmap(NULL, SIZE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS | MAP_HUGETLB,
		      -1, 0);
	if (memory == MAP_FAILED ||
	    syscall(SYS_mbind, memory, SIZE, MPOL_BIND, &mask, sizeof(mask) * 8, 0))
		return fail("mmap");
	memory[0] = 1;
	fd = open("/proc/self/pagemap", O_RDONLY);
	if (fd < 0 ||
	    pread(fd, &entry, sizeof(entry), (uintptr_t)memory / 4096 * sizeof(entry)) !=
	    sizeof(entry))
		return fail("pagemap");
	close(fd);
	printf("%#" PRIx64 "\n", (uint64_t)((entry & ((1ULL << 55) - 1)) * 4096));
	return 0;
}

int main(int argc, char **argv)
{
	int rc;

	if (argc != 3)
		return 2;
	if (argv[1][0] == 'h')
		rc = map_huge(strtoul(argv[2], NULL, 10));
	else
		rc = argv[1][0] == 'd' ? pin_dax(argv[2]) : pin_node(strtoul(argv[2], NULL, 10));
	if (rc)
		return rc;
	if (argv[1][0] != 'h')
		puts("pinned");
	fflush(stdout);
	while (getchar() != EOF)
		;
	return 0;
}
