// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/sysfs.h"
#include "base/util.h"
#include "devices/discover.h"
#include "devices/driver.h"
#include "devices/kernel-module.h"
#include "devices/users.h"
#include "plan/check-others.h"
#include "plan/check.h"

#define ADD(plan, severity, code, ...) \
	findings_add(&(plan)->findings, FINDING_##severity, code, __VA_ARGS__)
#define STOP(plan, code, ...)	ADD(plan, STOP, code, __VA_ARGS__)
#define WARN(plan, ...)		ADD(plan, WARNING, DK_DONE, __VA_ARGS__)
#define NOTE(plan, ...)		ADD(plan, NOTE, DK_DONE, __VA_ARGS__)

/* More movable memory for each byte of other memory than this is asking for trouble. */
#define RATIO_MAX	4

static void check_module(struct plan *plan, const char *name)
{
	char why[1024];
	enum exit_code code = module_find(name, why, sizeof(why));

	if (code)
		STOP(plan, code, "%s", why);
	else if (why[0])
		NOTE(plan, "%s", why);
}

/* The module of a driver that has the device is loaded already. */
static void check_modules(struct plan *plan)
{
	if (!plan->bind)
		return;
	check_module(plan, driver_ours);
	if (!plan->unbind)
		check_module(plan, plan->stock_driver);
}

static void check_driver(struct plan *plan)
{
	const struct instance *instance = plan->instance;

	if (instance->state != STATE_OTHER)
		return;
	if (!strcmp(instance->dax_driver, "kmem"))
		STOP(plan, DK_BUSY, "%s: it is RAM already, by the in-tree kmem driver; give it "
		     "back with 'daxctl reconfigure-device --mode=devdax --force %s'", plan->uuid,
		     instance->chardev);
	else
		STOP(plan, DK_BUSY, "%s: held by driver %s; unbind it there first", plan->uuid,
		     instance->dax_driver[0] ? instance->dax_driver : instance->driver);
}

/* When it cannot be found out who uses the device, treat it as in use. */
static void add_search_failure(struct findings *findings, int rc, const struct users *users,
			       const char *chardev, const char *uuid, bool force)
{
	if (rc == -EINTR)
		findings_add(findings, FINDING_STOP, DK_FAILED, "%s: interrupted while looking for "
			     "who has /dev/%s open or mapped", uuid, chardev);
	else if (rc == -ETIMEDOUT)
		findings_add(findings, FINDING_STOP, DK_TIMEOUT, "%s: looking for who has /dev/%s "
			     "open or mapped takes longer than --timeout allows; allow more", uuid,
			     chardev);
	else if (rc == -EDEADLK)
		findings_add(findings, force ? FINDING_WARNING : FINDING_STOP, DK_BUSY,
			     "%s: %d (%.16s) is stuck in the kernel, and it cannot be seen whether "
			     "it has /dev/%s open or mapped; %s", uuid, users->stuck.pid,
			     users->stuck.name, chardev, force ? "taking it all the same, as "
			     "--force asks" : "end it, or what it waits for, such as a file "
			     "server that does not answer; --force takes the device all the same");
	else if (rc)
		findings_add(findings, FINDING_STOP, DK_FAILED, "%s: cannot look for who has "
			     "/dev/%s open or mapped: %s", uuid, chardev, strerror(-rc));
}

enum exit_code check_users(struct findings *findings, const struct instance *instance,
			   const char *uuid, bool force)
{
	const char *chardev = instance->chardev;
	struct users users;
	char list[512];
	int len = 0, rc;
	size_t i;

	if (!chardev[0])
		return DK_DONE;
	rc = users_find(chardev, &users);
	for (i = 0; i < users.count && i < USERS_MAX; i++)
		len += snprintf(list + len, sizeof(list) - len, "%s%d (%.16s)", i ? ", " : "",
				users.list[i].pid, users.list[i].name);
	if (users.count)
		findings_add(findings, force ? FINDING_WARNING : FINDING_STOP, DK_BUSY,
			     "%s: /dev/%s is open or mapped by %s%s; %s", uuid, chardev, list,
			     users.count > USERS_MAX ? " and others" : "",
			     force ? "taking it kills their mappings, as --force asks" :
			     "end them first: taking the device would kill their mappings");
	add_search_failure(findings, rc, &users, chardev, uuid, force);
	return findings_worst(findings);
}

/* Would another size of the namespace lose less memory at its end? */
static void check_lost(struct plan *plan)
{
	const struct instance *instance = plan->instance;
	uint64_t more = plan->block_size - plan->lost_end;

	if (!plan->bind || !plan->lost_end || !plan->blocks.count)
		return;
	if (instance_region_available(instance) >= more)
		NOTE(plan, "%s: it ends in the middle of a memory block; 'ndctl create-namespace "
		     "-f -e %s -m devdax --map=mem --size=%" PRIu64 "' would lose %llu MiB less, "
		     "and destroys what is stored in it", instance->namespace, instance->namespace,
		     instance->ns_size + more, MIB(plan->lost_end));
	else
		NOTE(plan, "%s: it ends in the middle of a memory block; 'ndctl create-namespace "
		     "-f -e %s -m devdax --map=mem --size=%" PRIu64 "' would leave its last %llu "
		     "MiB to another namespace, and destroys what is stored in it",
		     instance->namespace, instance->namespace,
		     instance->ns_size - plan->lost_end, MIB(plan->lost_end));
}

static void check_range(struct plan *plan)
{
	const struct instance *instance = plan->instance;
	uint64_t lost = plan_lost_bytes(plan);
	struct bad_block bad;
	int rc;

	if (!plan->bind)
		return;
	/* when the range is unknown, no check here stops it: the module checks it again */
	if (instance_has_no_data(instance))
		STOP(plan, DK_UNSUITABLE, "%s: its alignment leaves no data in it; 'ndctl "
		     "create-namespace -f -e %s -m devdax --map=mem --align=2M' gives it another, "
		     "and destroys what is stored in it", instance->namespace,
		     instance->namespace);
	else if (lost && !plan->blocks.count)
		STOP(plan, DK_UNSUITABLE, "%s: %" PRIu64 " KiB hold no whole memory block of %llu "
		     "MiB; recreate %s larger, see ndctl-create-namespace(1)", instance->namespace,
		     lost >> 10, MIB(plan->block_size), instance->namespace);
	rc = instance_bad_block(instance, &bad);
	if (rc == -ETIMEDOUT)
		STOP(plan, DK_TIMEOUT, "%s: the kernel keeps its region locked: something changes "
		     "that, or waits for a device in it; try again when that has ended",
		     instance->namespace);
	else if (rc)
		STOP(plan, DK_FAILED, "%s: cannot look for bad blocks: %s", instance->namespace,
		     strerror(-rc));
	if (bad.found)
		STOP(plan, DK_UNSUITABLE, "%s: there is a bad block at %#" PRIx64 "; clear it with "
		     "'ndctl clear-errors %s'", instance->namespace, bad.address,
		     instance->namespace);
	check_lost(plan);
}

/* The module warns of the same in the same words; this adds what can be done. */
static void check_own_node(struct plan *plan)
{
	const struct instance *instance = plan->instance;
	const char *cure = machine_other_node(plan->machine, plan->node) ?
			   "; --node chooses another" : "";

	if (plan->wish->node < 0 && instance->target_node < 0)
		WARN(plan, "%s: the platform names no NUMA node for it: using node %d%s",
		     plan->uuid, plan->node, cure);
	if (machine_list_has(plan->machine->with_cpus, plan->node))
		WARN(plan, "%s: node %d has CPUs: this pmem is not on a node of its own, and "
		     "programs there may get its slower memory without asking%s", plan->uuid,
		     plan->node, cure);
}

/* When no zone is requested, it is the one of the attach, or that was written to zone since. */
static void check_zone(struct plan *plan)
{
	const struct instance *instance = plan->instance;

	if (plan->moving || !plan->wish->online || !instance->blocks_online ||
	    instance->allowed == ZONE_AUTO || instance->zone == instance->allowed)
		return;
	/* do not just bring the rest online: blocks in zone kernel may never go offline again */
	STOP(plan, DK_ROLLED_BACK, "%s: %zu of %zu blocks are online, in zone %s, but zone %s was "
	     "requested; choose the zone with --zone; --zone auto leaves blocks "
	     "where they are", plan->uuid, instance->blocks_online,
	     instance->blocks.count, zone_names[instance->zone],
	     zone_names[instance->allowed]);
}

static void check_node(struct plan *plan)
{
	const struct machine *machine = plan->machine;
	int wanted = plan->wish->node;

	if (!plan->bind && wanted >= 0 && plan->instance->node != wanted)
		STOP(plan, DK_BUSY, "%s: it is RAM on node %d already; detach it first to move it",
		     plan->uuid, plan->instance->node);
	if (!plan->bind)
		return;
	if (!machine->possible[0] || machine_list_has(machine->possible, plan->node))
		check_own_node(plan);
	else if (wanted < 0)
		STOP(plan, DK_UNSUITABLE, "%s: NUMA node %d, which the platform names, cannot "
		     "exist on this machine; choose one of %s with --node", plan->uuid, plan->node,
		     machine->possible);
	else
		STOP(plan, DK_UNSUITABLE, "%s: NUMA node %d cannot exist on this machine; choose "
		     "one of %s", plan->uuid, wanted, machine->possible);
}

static void check_memmap(struct plan *plan)
{
	const struct machine *machine = plan->machine;
	const char *cure = "boot with memory_hotplug.memmap_on_memory=1, and it goes on the pmem";
	enum memmap wanted = plan->wish->memmap;

	if (!plan->bind) {
		if (wanted != MEMMAP_AUTO && wanted != plan->memmap)
			STOP(plan, DK_BUSY, "%s: it is RAM with its page array in %s already; "
			     "detach it first to move that", plan->uuid,
			     memmap_names[plan->memmap]);
		return;
	}
	if (plan->memmap == MEMMAP_PMEM) {
		if (plan->memmap_stays)
			STOP(plan, DK_UNSUITABLE, "%s: its page array cannot be on the pmem: this "
			     "kernel could never take such memory offline again (arm64 from 7.1 "
			     "on); choose --memmap dram", plan->uuid);
		else if (machine->memmap_wanted && !plan->memmap_on_pmem)
			STOP(plan, DK_UNSUITABLE, "%s: this kernel cannot put the page array on "
			     "the pmem: with its page size, the array of a memory block is no "
			     "whole pageblock; choose --memmap dram", plan->uuid);
		else if (!plan->memmap_on_pmem)
			STOP(plan, DK_UNSUITABLE, "%s: this kernel cannot put the page array on "
			     "the pmem; boot it with memory_hotplug.memmap_on_memory=1 (5.15 or newer)",
			     plan->uuid);
		return;
	}
	/* the module has the same limit */
	if (!machine->available || plan->memmap_bytes <= machine->dram / 10 * 9)
		return;
	if (plan->memmap_on_pmem)
		cure = "choose --memmap pmem";
	else if (machine->memmap_wanted)
		cure = "free some: on this kernel it cannot be on the pmem";
	STOP(plan, DK_UNSUITABLE, "%s: its page array takes %llu MiB of DRAM and %llu MiB are "
	     "available; %s", plan->uuid, MIB(plan->memmap_bytes), MIB(machine->dram), cure);
}

static void check_ratio(struct plan *plan)
{
	const struct machine *machine = plan->machine;
	uint64_t movable = machine->movable + plan_ram_bytes(plan);

	if (!plan->bind || !plan->onlining || plan->zone != ZONE_MOVABLE || !machine->kernel ||
	    movable <= machine->kernel * RATIO_MAX)
		return;
	NOTE(plan, "%s: there would be %.1f times as much movable memory as other memory; above %d "
	     "the kernel can run out of memory for itself, and --zone kernel avoids that",
	     plan->uuid, (double)movable / machine->kernel, RATIO_MAX);
}

/* Programs fill DRAM first, and the kernel has nothing else for itself. */
static void check_demotion(struct plan *plan)
{
	if (plan->bind && plan->onlining && plan->zone == ZONE_MOVABLE && !plan->machine->demotion)
		NOTE(plan, "demotion is off: when programs have filled DRAM, the kernel swaps or "
		     "kills although pmem is free; see doc/using.md, also for how programs get "
		     "this memory");
}

static bool is_ours_on(const struct instances *all, int node)
{
	size_t i;

	for (i = 0; i < all->count; i++) {
		if (instance_is_ours(&all->list[i]) && all->list[i].node == node)
			return true;
	}
	return false;
}

/* A node in a memory tier already has a memory type: kmem may have set it, for CXL memory say. */
static void check_tier(struct plan *plan, const struct instances *all)
{
	if (!plan->node_is.tier[0] || machine_list_has(plan->machine->with_cpus, plan->node) ||
	    is_ours_on(all, plan->node))
		return;
	WARN(plan, "%s: node %d has memory of another driver; if that is kmem, do not unload kmem "
	     "before the next reboot, or the kernel may crash: they share the node's memory type",
	     plan->uuid, plan->node);
}

static void check_neighbours(struct plan *plan, const struct instances *all)
{
	bool found = false;
	size_t i;

	if (!plan->bind)
		return;

	for (i = 0; i < all->count; i++) {
		const struct instance *other = &all->list[i];

		if (strcmp(other->dax_driver, "kmem") || instance_node(other) != plan->node)
			continue;
		WARN(plan, "%s: %s on node %d is RAM by the in-tree kmem driver; do not unload kmem "
		     "before the next reboot, or the kernel may crash: they share the node's memory "
		     "type", plan->uuid, other->chardev, plan->node);
		found = true;
	}
	if (!found)
		check_tier(plan, all);
}

/* When two instances have the same UUID, the wrong one might be taken, such as a backup copy. */
static void check_twins(struct plan *plan, const struct instances *all)
{
	size_t i;

	for (i = 0; i < all->count; i++) {
		const struct instance *other = &all->list[i];

		if (strcmp(other->device, plan->instance->device) &&
		    !uuid_compare(other->id.uuid, plan->instance->id.uuid))
			STOP(plan, DK_IDENTITY, "%s: %s and %s both carry it; copied media must be "
			     "given a new UUID, see ndctl-create-namespace(1)", plan->uuid,
			     plan->instance->device, other->device);
	}
}

static void check_machine(struct plan *plan)
{
	if (plan->machine->capture)
		WARN(plan, "this kernel was started to save a crashed one's memory (/proc/vmcore): "
		     "attaching destroys what is to be saved, and takes DRAM that is short here");
	if (plan->machine->kdump)
		NOTE(plan, "a crash kernel is loaded: a dump has this memory in it when 'kexec -s "
		     "-p' (kexec_file_load) is run again after attach, and lacks it by 'kexec -c "
		     "-p'");
	if (plan->machine->hibernation)
		findings_add(&plan->findings, plan->for_boot ? FINDING_WARNING : FINDING_NOTE,
			     DK_DONE, "this machine is set up to hibernate, which dax_kmem refuses "
			     "while this is RAM; detach it first, and attach it after the resume");
}

enum exit_code check_attach(struct plan *plan, const struct instances *all)
{
	check_modules(plan);
	check_driver(plan);
	if (plan->unbind && !plan->for_boot)
		check_users(&plan->findings, plan->instance, plan->uuid, plan->wish->force);
	check_range(plan);
	check_zone(plan);
	check_node(plan);
	check_memmap(plan);
	check_ratio(plan);
	check_demotion(plan);
	check_twins(plan, all);
	check_neighbours(plan, all);
	check_others(plan);
	check_machine(plan);
	return findings_worst(&plan->findings);
}
