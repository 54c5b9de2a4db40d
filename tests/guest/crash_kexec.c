// SPDX-License-Identifier: GPL-2.0-only
/*
 * Loads a crash dump's capture kernel, as kexec -s -p does it; or, with "boot", starts another
 * kernel at once, as kexec -s -l and kexec -e do it.
 * Usage: crash_kexec KERNEL INITRD COMMAND-LINE [boot]
 */
#include <fcntl.h>
#include <linux/kexec.h>
#include <linux/reboot.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(int argc, char **argv)
{
	int kernel, initrd, boot = argc == 5 && !strcmp(argv[4], "boot");

	if (argc != 4 && !boot)
		return 2;
	kernel = open(argv[1], O_RDONLY);
	if (kernel < 0)
		return perror(argv[1]), 1;
	initrd = open(argv[2], O_RDONLY);
	if (initrd < 0)
		return perror(argv[2]), 1;
	if (syscall(SYS_kexec_file_load, kernel, initrd, strlen(argv[3]) + 1, argv[3],
		    boot ? 0 : KEXEC_FILE_ON_CRASH))
		return perror("kexec_file_load"), 1;
	if (!boot)
		return 0;
	sync();
	syscall(SYS_reboot, LINUX_REBOOT_MAGIC1, LINUX_REBOOT_MAGIC2, LINUX_REBOOT_CMD_KEXEC, NULL);
	return perror("reboot"), 1;
}
