// SPDX-License-Identifier: GPL-2.0-only
/* Any value in every attribute of a device: reading it ends, within bounds. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"
#include "base/sysfs.h"
#include "devices/discover.h"
#include "devices/machine.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char root[] = "/tmp/fuzz-sysfs-XXXXXX";

static const char *const files[] = {
	"sys/bus/nd/devices/dax0.0/uuid", "sys/bus/nd/devices/dax0.0/namespace",
	"sys/bus/nd/devices/dax0.0/mode", "sys/bus/nd/devices/dax0.0/resource",
	"sys/bus/nd/devices/dax0.0/size", "sys/bus/nd/devices/dax0.0/target_node",
	"sys/bus/nd/devices/dax0.0/dax_kmem/range", "sys/bus/nd/devices/dax0.0/dax_kmem/size",
	"sys/bus/nd/devices/dax0.0/dax_kmem/blocks", "sys/bus/nd/devices/dax0.0/dax_kmem/zone",
	"sys/bus/nd/devices/region0/badblocks", "sys/bus/nd/devices/region0/resource",
	"sys/devices/system/memory/block_size_bytes", "sys/devices/system/node/possible",
	"sys/devices/system/node/online", "sys/devices/system/node/node0/distance",
	"proc/meminfo", "proc/zoneinfo", "proc/cmdline",
};

#define FILES	(sizeof(files) / sizeof(files[0]))

static void put(const char *name, const void *data, size_t size)
{
	char path[256], *slash;
	int fd;

	snprintf(path, sizeof(path), "%s/%s", root, name);
	for (slash = path + strlen(root) + 1; (slash = strchr(slash, '/')); slash++) {
		*slash = '\0';
		mkdir(path, 0755);
		*slash = '/';
	}
	fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
	if (fd < 0 || write(fd, data, size) != (ssize_t)size)
		abort();
	close(fd);
}

static void put_text(const char *name, const char *text)
{
	put(name, text, strlen(text));
}

static void clean_up(void)
{
	char command[64];

	snprintf(command, sizeof(command), "rm -rf %s", root);
	if (system(command))
		fputs("the tree is left\n", stderr);
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	char driver[128];

	(void)argc;
	(void)argv;
	log_level = -1;
	if (!mkdtemp(root))
		abort();
	atexit(clean_up);
	sysfs_root = root;
	put_text("sys/bus/nd/devices/dax0.0/x", "");
	snprintf(driver, sizeof(driver), "%s/sys/bus/nd/devices/dax0.0/driver", root);
	return symlink("../../drivers/dax_kmem", driver);
}

static void put_good(void)
{
	put_text(files[0], "00000001-1111-4222-8333-444444444444\n");
	put_text(files[1], "namespace0.0\n");
	put_text(files[3], "0x100200000\n");
	put_text(files[4], "671088640\n");
	put_text(files[6], "0x108000000-0x127ffffff\n");
	put_text(files[7], "536870912\n");
	put_text(files[8], "33-36 offline\n");
	put_text(files[12], "8000000\n");
}

/* The first byte chooses the file, the rest is its value. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct instance instance;
	struct machine machine;
	struct node node;

	if (size < 1)
		return 0;
	put_good();
	put(files[data[0] % FILES], data + 1, size - 1);
	if (!machine_read(&machine))
		machine_node(&node, 0);
	/* not instance_read(): what goes wrong in its child would not be seen here */
	if (!instance_read_blocking(&instance, "dax0.0") &&
	    instance.blocks_online > instance.blocks.count)
		abort();
	if (data[0] % FILES >= 9)
		put_text(files[data[0] % FILES], "");
	return 0;
}
