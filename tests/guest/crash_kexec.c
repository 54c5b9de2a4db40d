// SPDX-License-Identifier: GPL-2.0-only
/*
 * Loads a crash dump's capture kernel, as kexec -s -p does it.
 * Usage: crash_kexec KERNEL INITRD COMMAND-LINE
 */
#include <fcntl.h>
#include <linux/kexec.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(int argc, char **argv)
{
	int kernel, initrd;

	if (argc != 4)
		return 2;
	kernel = open(argv[1], O_RDONLY);
	if (kernel < 0)
		return perror(argv[1]), 1;
	initrd = open(argv[2], O_RDONLY);
	if (initrd < 0)
		return perror(argv[2]), 1;
	if (syscall(SYS_kexec_file_load, kernel, initrd, strlen(argv[3]) + 1, argv[3],
		    KEXEC_FILE_ON_CRASH))
		return perror("kexec_file_load"), 1;
	return 0;
}
