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
 * struct plan - what attach or detach would do to one instance
 * @goal: attach or detach
 * @instance: the instance as it was discovered
 * @machine: the machine it is in
 * @wish: what attach or detach was asked for; may be NULL for detach
 * @uuid: its UUID in text, with which messages begin
 * @for_boot: the plan is for the next boot, so it does not matter who has the device open now
 * @nothing: there is nothing to do
 * @load_ours: the module of our driver has to be loaded; @load_stock: that of the stock driver
 * @bind: the device has to be bound to our driver
 * @unbind: it has to be unbound first: by attach from the stock driver, by detach from ours
 * @onlining: bring blocks online in @zone
 * @offline_only: detach leaves the device bound to our driver
 * @moving: also move blocks that are online in another zone
 * @memmap: MEMMAP_DRAM or MEMMAP_PMEM
 * @memmap_on_pmem: the page array can be on the pmem
 * @memmap_stays: it cannot, because this kernel would never take such memory offline again
 * @memmap_bytes: size of the page array
 * @node: the NUMA node of the memory; @node_is: what is known of that node
 * @stock_driver: the driver that makes the device device-dax, and gets it back
 * @block_size: bytes in a memory block
 * @blocks: the memory blocks of the RAM; count is 0 when they cannot be known beforehand
 * @info: bytes at the start of the namespace that are never RAM: the info block
 * @lost_start: bytes from there to the first whole memory block
 * @lost_end: bytes behind the last one
 * @reserve: bytes of device-dax's page array (--map=dev) that become RAM
 * @findings: what would stop it, and what else the user should know
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
	bool offline_only;
	bool moving;
	enum zone zone;
	enum memmap memmap;
	bool memmap_on_pmem;
	bool memmap_stays;
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
 * plan_make() - make a plan to attach or detach an instance
 * @wish: what was asked for; NULL will do to detach
 *
 * Reads the properties of the node, and changes nothing. @instance, @machine and @wish have to
 * outlive the plan.
 */
void plan_make(struct plan *plan, enum plan_goal goal, const struct instance *instance,
	       const struct machine *machine, const struct wish *wish);

/**
 * plan_id() - the text that lists the id with the module: "UUID zone=... memmap=..."
 * @id: WISH_ID_MAX bytes
 * @online_later: with "online=later" where that matters, which an older module does not know
 */
void plan_id(char *id, const struct plan *plan, bool online_later);

/**
 * plan_online_later() - does the module have to keep the kernel's policy from onlining its blocks?
 */
bool plan_online_later(const struct plan *plan);

void plan_free(struct plan *plan);

uint64_t plan_ram_bytes(const struct plan *plan);
uint64_t plan_lost_bytes(const struct plan *plan);

#endif
