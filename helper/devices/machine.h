/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_MACHINE_H
#define DAX_KMEM_MACHINE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/sysfs.h"

/**
 * struct machine - what this machine and its kernel are like, read once
 * @block_size: bytes in a memory block
 * @page_size: bytes in a page
 * @auto_online: the kernel's onlining policy, "offline" when it leaves new memory offline
 * @online_policy: how the kernel chooses a zone by itself, "" when it has no such policy
 * @memmap_wanted: the kernel was told to put the page array on the memory that it describes
 * @memmap_on_memory: it can do so, too
 * @available: bytes of memory that could be allocated now, 0 when unknown
 * @dram: the part of that which can hold a page array: movable memory cannot
 * @movable: bytes in movable zones
 * @kernel: bytes in all other zones
 * @possible: NUMA nodes that can exist, "" when unknown
 * @with_cpus: NUMA nodes that have CPUs, "" when unknown
 * @kdump: a crash kernel is loaded
 * @capture: this is a crash kernel, started to save the memory of the one that crashed
 * @hibernation: this machine is set up to hibernate
 * @demotion: 1 when the kernel moves idle pages to slower memory, 0 when it does not, -1 when it
 *	cannot
 * @balancing: kernel.numa_balancing, -1 when the kernel has no such thing
 */
struct machine {
	uint64_t block_size;
	uint64_t page_size;
	char auto_online[32];
	char online_policy[32];
	bool memmap_wanted;
	bool memmap_on_memory;
	uint64_t available;
	uint64_t dram;
	uint64_t movable;
	uint64_t kernel;
	char possible[SYSFS_VALUE_MAX];
	char with_cpus[SYSFS_VALUE_MAX];
	bool kdump;
	bool capture;
	bool hibernation;
	int demotion;
	int balancing;
};

#define BALANCING_TIERING	2	/* a bit of kernel.numa_balancing: promote pages in use */

#define PAGE_STRUCT_SIZE	64	/* of 64-bit kernels, as distributions build them */

/**
 * machine_page_array() - how large the page array for so many bytes of memory is
 */
uint64_t machine_page_array(const struct machine *machine, uint64_t bytes);

/**
 * machine_read() - what cannot be read is left 0, -1, false or ""
 *
 * Return: 0; -errno when this kernel has no memory hot-plug.
 */
int machine_read(struct machine *machine);

/**
 * machine_say_none() - log that this kernel has no memory hot-plug
 */
void machine_say_none(void);

/**
 * struct node - a NUMA node
 * @distance: from node 0, as in SLIT; 0 when unknown
 * @latency: ns for a read, from HMAT; 0 when unknown
 * @bandwidth: MiB/s for reads, from HMAT; 0 when unknown
 * @total: bytes of memory
 * @used: bytes of that in use
 * @tier: the memory tier it is in, "" for none
 */
struct node {
	int distance;
	uint64_t latency;
	uint64_t bandwidth;
	uint64_t total;
	uint64_t used;
	char tier[32];
};

/* Can this machine have a NUMA node other than @number? */
bool machine_other_node(const struct machine *machine, int number);

void machine_node(struct node *node, int number);

/* Is @number in a list like "0-1,4"? */
bool machine_list_has(const char *list, long number);

#endif
