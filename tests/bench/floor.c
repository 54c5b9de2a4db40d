// SPDX-License-Identifier: GPL-2.0-only
/*
 * The floor that an attach is measured against: only the writes that nobody can do without, in the
 * best order, with everything known beforehand and nothing checked.
 * Usage: floor attach DEVICE OPTIONS FIRST COUNT    DEVICE on the nd bus, OPTIONS of new_id
 *        floor detach DEVICE FIRST COUNT
 *        floor kmem DEVICE                          DEVICE on the dax bus, to the in-tree driver
 * FIRST and COUNT are the numbers of the device's memory blocks. What kmem adds goes online by the
 * kernel's own policy, which is the caller's to set.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define ND_DRIVERS	"/sys/bus/nd/drivers/"
#define DAX_DRIVERS	"/sys/bus/dax/drivers/"

static void put(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY);

	if (fd < 0 || write(fd, text, strlen(text)) < 0) {
		fprintf(stderr, "floor: %s: %s\n", path, strerror(errno));
		exit(1);
	}
	close(fd);
}

static void put_state(unsigned long block, const char *word)
{
	char path[64];

	snprintf(path, sizeof(path), "/sys/devices/system/memory/memory%lu/state", block);
	put(path, word);
}

/* The first block, and then from the last one down: see blocks_online_order() of the command. */
static void attach(const char *device, const char *options, unsigned long first,
		   unsigned long count)
{
	char id[128];

	snprintf(id, sizeof(id), "%s %s", device, options);
	put(ND_DRIVERS "dax_kmem/new_id", id);
	put(ND_DRIVERS "dax_pmem/unbind", device);
	put(ND_DRIVERS "dax_kmem/bind", device);
	put_state(first, "online_movable");
	for (unsigned long i = count - 1; i > 0; i--)
		put_state(first + i, "online_movable");
}

/* The second block, from the last one down, and the first one: see blocks_offline_order(). */
static void detach(const char *device, unsigned long first, unsigned long count)
{
	if (count > 1)
		put_state(first + 1, "offline");
	for (unsigned long i = count - 1; i > 1; i--)
		put_state(first + i, "offline");
	put_state(first, "offline");
	put(ND_DRIVERS "dax_kmem/unbind", device);
	put(ND_DRIVERS "dax_pmem/bind", device);
}

static void give_to_kmem(const char *device)
{
	put(DAX_DRIVERS "device_dax/unbind", device);
	put(DAX_DRIVERS "kmem/new_id", device);
}

int main(int argc, char **argv)
{
	const char *what = argc > 2 ? argv[1] : "";

	if (!strcmp(what, "attach") && argc == 6)
		attach(argv[2], argv[3], strtoul(argv[4], NULL, 10), strtoul(argv[5], NULL, 10));
	else if (!strcmp(what, "detach") && argc == 5)
		detach(argv[2], strtoul(argv[3], NULL, 10), strtoul(argv[4], NULL, 10));
	else if (!strcmp(what, "kmem"))
		give_to_kmem(argv[2]);
	else
		return 2;
	return 0;
}
