// SPDX-License-Identifier: GPL-2.0-only
#include <ctype.h>
#include <dirent.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/kernel-cmdline.h"
#include "base/log.h"
#include "base/page-size.h"
#include "devices/blocks.h"
#include "devices/machine.h"

#define NODES	"/sys/devices/system/node/"
#define TIERS	"/sys/devices/virtual/memory_tiering"

bool machine_list_has(const char *list, long number)
{
	while (*list) {
		char *end;
		long low = strtol(list, &end, 10), high = low;

		if (end == list)
			return false;
		if (*end == '-')
			high = strtol(end + 1, &end, 10);
		if (number >= low && number <= high)
			return true;
		list = *end == ',' ? end + 1 : end;
	}
	return false;
}

bool machine_other_node(const struct machine *machine, int number)
{
	char only[16];

	snprintf(only, sizeof(only), "%d", number);
	return strcmp(machine->possible, only);
}

/* "MemAvailable:   123 kB", perhaps behind "Node 1 ": bytes */
static uint64_t bytes_in_line(const char *line, const char *key)
{
	const char *value = strstr(line, key);

	return value ? strtoull(value + strlen(key), NULL, 10) << 10 : 0;
}

static void read_meminfo_line(const struct sysfs_line *line, void *data)
{
	struct machine *machine = data;

	if (!strncmp(line->text, "MemAvailable:", 13))
		machine->available = bytes_in_line(line->text, "MemAvailable:");
}

/*
 * The parts of MemAvailable, in pages, but only of zones that can hold a page array. In
 * /proc/zoneinfo the reserves of a zone come before its counters, and the counters of a node come
 * with its first zone. Sums are unsigned and may wrap below 0.
 */
struct zone_sums {
	struct machine *machine;
	bool movable;			/* is the current zone movable? */
	uint64_t high, managed;		/* of the current zone */
	uint64_t idle;			/* free pages, without the reserves of the zones */
	uint64_t files, slabs;		/* page cache; kernel memory that can be reclaimed */
	uint64_t low;			/* the low watermarks */
};

/* "(0, 1, 2, 3, 4)": the last but two is what the zone withholds from allocations for Normal. */
static uint64_t reserve_for_normal(const char *list)
{
	uint64_t last[3] = { 0 };
	char *end;

	while (*list == '(' || *list == ',') {
		memmove(last, last + 1, 2 * sizeof(last[0]));
		last[2] = strtoull(list + 1, &end, 10);
		list = end;
	}
	return last[0];
}

static void count_pages(struct zone_sums *sums, const char *key, uint64_t pages)
{
	struct machine *machine = sums->machine;

	if (!strcmp(key, "nr_slab_reclaimable") || !strcmp(key, "nr_kernel_misc_reclaimable"))
		sums->slabs += pages;
	if (!strcmp(key, "managed")) {
		sums->managed = pages;
		*(sums->movable ? &machine->movable : &machine->kernel) +=
			pages * machine->page_size;
	}
	if (sums->movable)
		return;
	if (!strcmp(key, "low"))
		sums->low += pages;
	else if (!strcmp(key, "high"))
		sums->high = pages;
	else if (!strcmp(key, "nr_free_pages"))
		sums->idle += pages;
	else if (!strcmp(key, "nr_free_cma"))
		sums->idle -= pages;
	else if (!strcmp(key, "nr_zone_active_file") || !strcmp(key, "nr_zone_inactive_file"))
		sums->files += pages;
}

static void read_zoneinfo_line(const struct sysfs_line *line, void *data)
{
	struct zone_sums *sums = data;
	const char *text = line->text;
	uint64_t pages, reserve;
	char word[32];
	int at = 0;

	if (sscanf(text, "Node %*d, zone %31s", word) == 1) {
		sums->movable = !strcmp(word, "Movable");
		sums->high = 0;
		sums->managed = 0;
	} else if (sscanf(text, " protection: %n", &at) == 0 && at) {
		reserve = sums->high + reserve_for_normal(text + at);
		if (!sums->movable)
			sums->idle -= reserve < sums->managed ? reserve : sums->managed;
	} else if (sscanf(text, " %31s %" SCNu64, word, &pages) == 2) {
		count_pages(sums, word, pages);
	}
}

/* As in the kernel: do not count half of the pages, or as many as @low, whichever is less. */
static uint64_t reclaimable(uint64_t pages, uint64_t low)
{
	return pages - (pages / 2 < low ? pages / 2 : low);
}

/* The module's dram.c computes the same sum. */
static uint64_t dram_available(const struct zone_sums *sums)
{
	uint64_t pages = sums->idle + reclaimable(sums->files, sums->low) +
			 reclaimable(sums->slabs, sums->low);

	if (!sums->machine->kernel)	/* /proc/zoneinfo could not be read */
		return sums->machine->available;
	return (int64_t)pages > 0 ? pages * sums->machine->page_size : 0;
}

uint64_t machine_page_array(const struct machine *machine, uint64_t bytes)
{
	return bytes / machine->page_size * PAGE_STRUCT_SIZE;
}

/*
 * The kernel keeps the array at the start of its memory block, in whole pageblocks. These are as
 * large as what one page of the page tables maps: 2 MiB with pages of 4 KiB, the array of 128 MiB;
 * but 32 MiB with pages of 16 KiB, where that array has 512 KiB.
 */
static bool fills_pageblocks(const struct machine *machine)
{
	uint64_t entries = machine->page_size / sizeof(uint64_t);

	return !(machine_page_array(machine, machine->block_size) % (machine->page_size * entries));
}

/*
 * The parameter reads Y, or "force", which accepts that some memory is wasted. It reads Y even
 * where the kernel cannot.
 */
static void read_memmap(struct machine *machine)
{
	char text[16];
	bool forced;

	sysfs_read(text, sizeof(text), "/sys/module/memory_hotplug/parameters/memmap_on_memory");
	forced = !strcmp(text, "force");
	machine->memmap_wanted = forced || text[0] == 'Y' || text[0] == '1';
	machine->memmap_on_memory = forced || (machine->memmap_wanted && fills_pageblocks(machine));
}

/* Does the kernel support it, and is a device to resume from set, by resume= or the initramfs? */
static bool can_hibernate(void)
{
	char text[SYSFS_VALUE_MAX], line[SYSFS_VALUE_MAX];
	const char *resume;

	sysfs_read(text, sizeof(text), "/sys/module/dax_kmem/parameters/allow_hibernation");
	if (text[0] == 'Y')
		return false;	/* the administrator has allowed it all the same */
	if (!sysfs_read(text, sizeof(text), "/sys/power/state") && !strstr(text, "disk"))
		return false;
	sysfs_read(line, sizeof(line), "/proc/cmdline");
	strcpy(text, line);
	if (cmdline_value(text, "noresume"))
		return false;
	resume = cmdline_value(line, "resume");
	if (resume && *resume)
		return true;
	return !sysfs_read(text, sizeof(text), "/sys/power/resume") && strcmp(text, "0:0");
}

/* The kernel writes "true" or "false"; 5.10 has no such file. */
static int read_demotion(void)
{
	char text[16];

	if (sysfs_read(text, sizeof(text), "/sys/kernel/mm/numa/demotion_enabled"))
		return -1;
	return text[0] == 't' || text[0] == '1';
}

static int read_balancing(void)
{
	long long mode;

	return sysfs_read_number(&mode, 10, "/proc/sys/kernel/numa_balancing") ? -1 : mode;
}

int machine_read(struct machine *machine)
{
	struct zone_sums sums = { .machine = machine };
	char text[16];
	int rc;

	memset(machine, 0, sizeof(*machine));
	machine->page_size = page_size();
	machine->demotion = read_demotion();
	machine->balancing = read_balancing();
	rc = blocks_size(&machine->block_size);
	if (rc)
		return rc;
	sysfs_read(machine->auto_online, sizeof(machine->auto_online),
		   "/sys/devices/system/memory/auto_online_blocks");
	sysfs_read(machine->online_policy, sizeof(machine->online_policy),
		   "/sys/module/memory_hotplug/parameters/online_policy");
	sysfs_read(machine->possible, sizeof(machine->possible), NODES "possible");
	sysfs_read(machine->with_cpus, sizeof(machine->with_cpus), NODES "has_cpu");
	read_memmap(machine);
	sysfs_each_line(read_meminfo_line, machine, "/proc/meminfo");
	sysfs_each_line(read_zoneinfo_line, &sums, "/proc/zoneinfo");
	machine->dram = dram_available(&sums);
	sysfs_read(text, sizeof(text), "/sys/kernel/kexec_crash_loaded");
	machine->kdump = text[0] == '1';
	machine->capture = sysfs_exists("/proc/vmcore");
	machine->hibernation = can_hibernate();
	return 0;
}

void machine_say_none(void)
{
	log_error("this kernel has no memory hot-plug; it takes one with CONFIG_MEMORY_HOTPLUG");
}

static void read_node_line(const struct sysfs_line *line, void *data)
{
	struct node *node = data;

	if (strstr(line->text, " MemTotal:"))
		node->total = bytes_in_line(line->text, "MemTotal:");
	if (strstr(line->text, " MemUsed:"))
		node->used = bytes_in_line(line->text, "MemUsed:");
}

/* The file has one distance for each node that is online, in the order of their numbers. */
static int distance_from_0(int number)
{
	char online[SYSFS_VALUE_MAX], distances[SYSFS_VALUE_MAX], *text = distances;
	int n, distance = 0;

	if (sysfs_read(online, sizeof(online), NODES "online") ||
	    sysfs_read(distances, sizeof(distances), NODES "node0/distance") ||
	    !machine_list_has(online, number))
		return 0;
	for (n = 0; n <= number; n++) {
		if (machine_list_has(online, n))
			distance = strtol(text, &text, 10);
	}
	return distance;
}

/* Class 1 is for access by CPUs; class 0, which older kernels have alone, for all initiators. */
static uint64_t read_hmat(int number, const char *attribute)
{
	long long value;
	int class;

	for (class = 1; class >= 0; class--) {
		if (!sysfs_read_number(&value, 10, NODES "node%d/access%d/initiators/%s", number,
				       class, attribute))
			return value;
	}
	return 0;
}

static void find_tier(struct node *node, int number)
{
	char path[SYSFS_PATH_MAX], list[SYSFS_VALUE_MAX];
	struct dirent *entry;
	DIR *dir;

	if (sysfs_path(path, TIERS))
		return;
	dir = opendir(path);
	if (!dir)
		return;
	while (!node->tier[0] && (entry = readdir(dir))) {
		if (strncmp(entry->d_name, "memory_tier", 11) || !isdigit(entry->d_name[11]) ||
		    strlen(entry->d_name) >= sizeof(node->tier) ||
		    sysfs_read(list, sizeof(list), TIERS "/%s/nodelist", entry->d_name))
			continue;
		if (machine_list_has(list, number))
			strcpy(node->tier, entry->d_name);
	}
	closedir(dir);
}

void machine_node(struct node *node, int number)
{
	memset(node, 0, sizeof(*node));
	if (number < 0)
		return;
	node->distance = distance_from_0(number);
	node->latency = read_hmat(number, "read_latency");
	node->bandwidth = read_hmat(number, "read_bandwidth");
	sysfs_each_line(read_node_line, node, NODES "node%d/meminfo", number);
	find_tier(node, number);
}
