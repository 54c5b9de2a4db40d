// SPDX-License-Identifier: GPL-2.0-only
/*
 * Prints physical memory. Usage: phys_dump ADDRESS BYTES, both multiples of a page.
 * By mmap(): read() of /dev/mem goes up to the end of DRAM only.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

int main(int argc, char **argv)
{
	size_t bytes;
	void *memory;
	int fd;

	if (argc != 3)
		return 2;
	bytes = strtoull(argv[2], NULL, 0);
	fd = open("/dev/mem", O_RDONLY);
	if (fd < 0)
		return perror("/dev/mem"), 1;
	memory = mmap(NULL, bytes, PROT_READ, MAP_SHARED, fd, strtoull(argv[1], NULL, 0));
	if (memory == MAP_FAILED)
		return perror("mmap"), 1;
	return write(STDOUT_FILENO, memory, bytes) != (ssize_t)bytes;
}
