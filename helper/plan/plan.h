/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_PLAN_H
#define DAX_KMEM_PLAN_H

#include "devices/instance.h"
#include "devices/machine.h"
#include "plan/findings.h"
#include "settings/wish.h"

/**
 * struct plan - what attach would do to one instance: all that it prints and acts upon
 * @instance: the instance as it was discovered
 * @machine: the machine it is in
 * @wish: what was asked
 * @uuid: its UUID in text, the object of every message
 * @for_boot: it is for the next boot: who has the device open now does not matter
 * @bind: it has to be bound; @unbind: from another driver first
 * @onlining: blocks are to be brought online, in @zone
 * @moving: also those that are online in another zone
 * @memmap: MEMMAP_DRAM or MEMMAP_PMEM
 * @memmap_bytes: what the page array takes of DRAM, or of the pmem
 * @node: where the memory goes; @node_is: what that node is
 * @home: the driver to go back to when something fails
 * @block_size: bytes in a memory block
 * @blocks: what would become RAM; count is 0 when it cannot be known before
 * @info: bytes at the start of the namespace that are never RAM: the info block
 * @lost_start: bytes from there to the first whole memory block
 * @lost_end: bytes behind the last one
 * @reserve: bytes of device-dax's page array (--map=dev) that become RAM
 * @findings: what would stop it, and what else there is to say
 */
struct plan {
	const struct instance *instance;
	const struct machine *machine;
	const struct wish *wish;
	char uuid[UUID_STR_LEN];
	bool for_boot;
	bool bind;
	bool unbind;
	bool onlining;
	bool moving;
	enum zone zone;
	enum memmap memmap;
	uint64_t memmap_bytes;
	int node;
	struct node node_is;
	char home[NAME_LEN];
	uint64_t block_size;
	struct blocks blocks;
	uint64_t info;
	uint64_t lost_start;
	uint64_t lost_end;
	uint64_t reserve;
	struct findings findings;
};

/**
 * plan_make() - from an instance and a wish to a plan
 *
 * Reads what there is to know about the node, and changes nothing. @instance, @machine and @wish
 * have to outlive the plan.
 */
void plan_make(struct plan *plan, const struct instance *instance, const struct machine *machine,
	       const struct wish *wish);
void plan_free(struct plan *plan);

uint64_t plan_ram_bytes(const struct plan *plan);
uint64_t plan_lost_bytes(const struct plan *plan);

#endif
