/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_PLAN_H
#define DAX_KMEM_PLAN_H

#include "devices/instance.h"
#include "devices/machine.h"
#include "plan/findings.h"
#include "settings/wish.h"

enum plan_goal {
	GOAL_ATTACH,
	GOAL_DETACH,
};

/**
 * struct plan - what attach or detach would do to one instance: all that it prints and acts upon
 * @goal: which of them
 * @instance: the instance as it was discovered
 * @machine: the machine it is in
 * @wish: what was asked of attach, NULL for detach
 * @uuid: its UUID in text, the object of every message
 * @for_boot: it is for the next boot: who has the device open now does not matter
 * @nothing: it is so already
 * @load_ours: our driver is not there yet; @load_stock: nor is the stock driver, and it is needed
 * @bind: it has to be bound to our driver
 * @unbind: it has to be unbound first: by attach from the stock driver, by detach from ours
 * @onlining: blocks are to be brought online, in @zone
 * @moving: also those that are online in another zone
 * @memmap: MEMMAP_DRAM or MEMMAP_PMEM
 * @memmap_bytes: what the page array takes of DRAM, or of the pmem
 * @node: where the memory goes; @node_is: what that node is
 * @stock_driver: the driver of the device as device-dax, which it goes back to
 * @block_size: bytes in a memory block
 * @blocks: what would become RAM; count is 0 when it cannot be known before
 * @info: bytes at the start of the namespace that are never RAM: the info block
 * @lost_start: bytes from there to the first whole memory block
 * @lost_end: bytes behind the last one
 * @reserve: bytes of device-dax's page array (--map=dev) that become RAM
 * @findings: what would stop it, and what else there is to say
 */
struct plan {
	enum plan_goal goal;
	const struct instance *instance;
	const struct machine *machine;
	const struct wish *wish;
	char uuid[UUID_STR_LEN];
	bool for_boot;
	bool nothing;
	bool load_ours;
	bool load_stock;
	bool bind;
	bool unbind;
	bool onlining;
	bool moving;
	enum zone zone;
	enum memmap memmap;
	uint64_t memmap_bytes;
	int node;
	struct node node_is;
	char stock_driver[NAME_LEN];
	uint64_t block_size;
	struct blocks blocks;
	uint64_t info;
	uint64_t lost_start;
	uint64_t lost_end;
	uint64_t reserve;
	struct findings findings;
};

/**
 * plan_attach() - from an instance and a wish to a plan
 *
 * Reads what there is to know about the node, and changes nothing. @instance, @machine and @wish
 * have to outlive the plan.
 */
void plan_attach(struct plan *plan, const struct instance *instance,
		 const struct machine *machine, const struct wish *wish);

/**
 * plan_detach() - from an instance to the plan that makes it device-dax again
 *
 * Changes nothing. @instance and @machine have to outlive the plan.
 */
void plan_detach(struct plan *plan, const struct instance *instance,
		 const struct machine *machine);
/**
 * plan_id() - what the module is told: "UUID zone=... memmap=..."
 * @id: WISH_ID_MAX bytes
 */
void plan_id(char *id, const struct plan *plan);

void plan_free(struct plan *plan);

uint64_t plan_ram_bytes(const struct plan *plan);
uint64_t plan_lost_bytes(const struct plan *plan);

#endif
