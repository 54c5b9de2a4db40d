// SPDX-License-Identifier: GPL-2.0-only
/*
 * How much of a physical range a crash dump holds. Usage: vmcore_pages START-END, inclusive.
 * Reads a page of every 2 MiB from /proc/vmcore. Prints how many could be read, and of how many.
 */
#include <elf.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define PAGE	4096
#define STEP	(2UL << 20)

static int core;

/* Where in the dump a physical address is, or -1. */
static off_t offset_of(uint64_t address)
{
	Elf64_Ehdr header;
	Elf64_Phdr part;
	int i;

	if (pread(core, &header, sizeof(header), 0) != sizeof(header))
		return -1;
	for (i = 0; i < header.e_phnum; i++) {
		if (pread(core, &part, sizeof(part), header.e_phoff + i * sizeof(part)) !=
		    sizeof(part))
			return -1;
		if (part.p_type == PT_LOAD && address >= part.p_paddr &&
		    address + PAGE <= part.p_paddr + part.p_filesz)
			return part.p_offset + (address - part.p_paddr);
	}
	return -1;
}

int main(int argc, char **argv)
{
	unsigned int read = 0, all = 0;
	uint64_t address, end;
	char page[PAGE], *text;

	if (argc != 2)
		return 2;
	core = open("/proc/vmcore", O_RDONLY);
	if (core < 0)
		return perror("/proc/vmcore"), 1;
	address = strtoull(argv[1], &text, 0);
	end = strtoull(text + 1, NULL, 0);
	for (; address < end; address += STEP, all++) {
		off_t offset = offset_of(address);

		if (offset >= 0 && pread(core, page, PAGE, offset) == PAGE)
			read++;
	}
	printf("%u of %u\n", read, all);
	return 0;
}
