// SPDX-License-Identifier: GPL-2.0-only
/*
 * Maps a device-dax character device. Usage: dax_pattern write|read|hold DEVICE [MIB]
 * MIB is a multiple of the device's alignment, which is as large as 32 MiB where pages have 16 KiB.
 * write: fill; read: compare with what write wrote; hold: keep it mapped until standard input ends.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int main(int argc, char **argv)
{
	size_t bytes, words, i, bad = 0;
	uint64_t *memory;
	int fd;

	if (argc < 3)
		return 2;
	bytes = (argc > 3 ? strtoull(argv[3], NULL, 10) : 32) << 20;
	words = bytes / sizeof(*memory);
	fd = open(argv[2], O_RDWR);
	memory = fd < 0 ? MAP_FAILED : mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (memory == MAP_FAILED) {
		fprintf(stderr, "%s: %s\n", argv[2], strerror(errno));
		return 1;
	}
	for (i = 0; i < words; i++) {
		if (argv[1][0] == 'w')
			memory[i] = i * 0x9e3779b97f4a7c15ull;
		else if (argv[1][0] == 'r')
			bad += memory[i] != i * 0x9e3779b97f4a7c15ull;
	}
	if (argv[1][0] == 'h') {
		close(fd);
		puts("mapped");
		fflush(stdout);
		while (getchar() != EOF)
			;
	}
	return bad != 0;
}
