// SPDX-License-Identifier: GPL-2.0-only
#include <linux/err.h>
#include <linux/memory.h>
#include <linux/memory_hotplug.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/pfn.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "dram.h"
#include "ids.h"
#include "media.h"
#include "memory.h"
#include "namespace.h"
#include "node.h"
#include "range.h"
#include "tier.h"

/* The core keeps this pointer in /proc/iomem for as long as the memory is there. */
static char *sysram_name;

static LIST_HEAD(memories);
static bool forbidden;			/* to add any */
static DEFINE_MUTEX(memories_lock);	/* guards both; only ids_lock is taken within */
/* From the look at what DRAM is left until it is taken; the hot-plug lock is taken within. */
static DEFINE_MUTEX(dram_lock);

/* --- blocks: adding and removing them, all or none */

static bool is_online(const struct dkm_memory *memory, u64 offset)
{
	u64 end = memory->ram.start + offset + memory->piece;

	/* the last page: the first ones may be the block's own page array */
	return pfn_to_online_page(PHYS_PFN(end) - 1);
}

static int add_piece(struct dkm_memory *memory)
{
	mhp_t flags = MHP_NID_IS_MGID;
	int rc;

	if (memory->memmap == DKM_MEMMAP_PMEM)
		flags |= MHP_MEMMAP_ON_MEMORY;
	if (memory->piece != range_len(&memory->ram))
		flags |= MHP_MERGE_RESOURCE;	/* one line in /proc/iomem, not one a block */
	rc = add_memory_driver_managed(memory->group, memory->ram.start + memory->plugged,
				       memory->piece, sysram_name, flags);
	if (!rc)
		memory->plugged += memory->piece;
	return rc;
}

static int remove_piece(struct dkm_memory *memory)
{
	u64 start = memory->ram.start + memory->plugged - memory->piece;
	int rc = compat_remove_memory(memory->node, start, memory->piece);

	if (!rc)
		memory->plugged -= memory->piece;
	return rc;
}

/* @killable: stop between two pieces when the process is to die. */
static int add_pieces(struct dkm_memory *memory, u64 size, bool killable)
{
	int rc = 0;

	while (!rc && memory->plugged < size) {
		if (killable && fatal_signal_pending(current))
			return -EINTR;
		rc = add_piece(memory);
		cond_resched();
	}
	return rc;
}

/* Blocks that are not there any more are not part of the range any more either. */
static void shrink(struct dkm_memory *memory)
{
	memory->lost += range_len(&memory->ram) - memory->plugged;
	memory->ram.end = memory->ram.start + memory->plugged - 1;
}

/* From the top down, so that what is there is always one range from the start of @ram. */
static int remove_pieces(struct dkm_memory *memory)
{
	u64 offset, size = memory->plugged;
	int rc = 0;

	/* see first, as most often this is how it ends; a block may still go online meanwhile */
	for (offset = 0; offset < size; offset += memory->piece) {
		if (memory->piece != size && is_online(memory, offset))
			return -EBUSY;
		cond_resched();
	}
	while (!rc && memory->plugged) {
		rc = remove_piece(memory);
		cond_resched();
	}
	if (rc && memory->plugged < size && add_pieces(memory, size, false)) {
		pr_crit("%#llx-%#llx: removed, and cannot be added back\n",
			memory->ram.start + memory->plugged, memory->ram.start + size - 1);
		shrink(memory);
	}
	return rc;
}

static int choose_piece(struct device *dev, struct dkm_memory *memory)
{
	memory->piece = range_len(&memory->ram);
	if (memory->memmap != DKM_MEMMAP_PMEM)
		return 0;
	if (!compat_supports_memmap_on_memory()) {
		dev_err(dev, "memmap=pmem: this kernel cannot, or runs without memory_hotplug.memmap_on_memory=1\n");
		return -EINVAL;
	}
	if (compat_memmap_is_per_block())
		memory->piece = memory_block_size_bytes();
	return 0;
}

static int add_blocks(struct device *dev, struct dkm_memory *memory)
{
	u64 size = range_len(&memory->ram);
	int group, rc;

	/* blocks of one group are decided on as one: pages, not bytes */
	group = memory_group_register_static(memory->node, PFN_UP(size));
	if (group < 0)
		return group;
	memory->group = group;

	rc = add_pieces(memory, size, true);
	if (!rc)
		return 0;
	dev_err(dev, "%#llx-%#llx cannot be added to node %d: %d%s\n",
		memory->ram.start + memory->plugged, memory->ram.end, memory->node, rc,
		rc == -EINVAL && memory->memmap == DKM_MEMMAP_PMEM ?
		" (memmap=pmem needs memory_hotplug.memmap_on_memory=1)" : "");
	if (memory->plugged && remove_pieces(memory)) {
		/* in use already: known, bound, and as much as it is */
		dev_err(dev, "%#llx bytes are online already and stay\n", memory->plugged);
		shrink(memory);
		return 0;
	}
	memory_group_unregister(group);
	return rc;
}

/* A page array in DRAM has to fit in what others leave, of whom one may be just about to add. */
static int add_what_fits(struct device *dev, struct dkm_memory *memory, const char *name)
{
	int rc;

	if (memory->memmap != DKM_MEMMAP_DRAM)
		return add_blocks(dev, memory);
	if (mutex_lock_killable(&dram_lock))
		return -EINTR;
	rc = dkm_dram_check(dev, name, range_len(&memory->ram));
	if (!rc)
		rc = add_blocks(dev, memory);
	mutex_unlock(&dram_lock);
	return rc;
}

/* --- the whole, from nothing and back */

static void poison_work(struct work_struct *work)
{
	struct dkm_memory *memory = container_of(work, struct dkm_memory, poison);
	struct dkm_bad_blocks *bad, *before;

	bad = dkm_media_read(memory->dev, &memory->ram);
	if (IS_ERR(bad))
		return;
	/* nobody else sets or frees it while this may run */
	before = dkm_guard_set_bad(&memory->guard, bad);
	dkm_media_poison(memory->dev, &memory->ram, bad, before);
	dkm_media_free(before);
}

/* The first look is now: nobody has told us of what was found before. */
static void watch(struct dkm_memory *memory, struct device *dev)
{
	memory->dev = dev;
	dkm_guard_watch(&memory->guard, &memory->poison);
	schedule_work(&memory->poison);
}

static void unwatch(struct dkm_memory *memory)
{
	dkm_guard_watch(&memory->guard, NULL);
	cancel_work_sync(&memory->poison);
}

static int find_ram(struct device *dev, const struct dkm_namespace *ns, struct dkm_memory *memory)
{
	unsigned long block_size = memory_block_size_bytes();

	memory->ns = ns->range;
	if (!ram_range(&ns->range, &ns->info, block_size, &memory->ram, &memory->lost))
		return 0;
	dev_err(dev, "%s: %llu KiB hold no whole memory block of %lu MiB\n", ns->name,
		memory->lost >> 10, block_size >> 20);
	return -ERANGE;
}

static int plug(struct device *dev, const struct dkm_namespace *ns, const struct dkm_id *id,
		struct dkm_memory *memory)
{
	int rc;

	rc = find_ram(dev, ns, memory);
	if (rc)
		return rc;
	rc = dkm_node_choose(dev, memory->ram.start, id->node);
	if (rc < 0)
		return rc;
	memory->node = rc;
	rc = choose_piece(dev, memory);
	if (rc)
		return rc;
	rc = dkm_media_check(dev, &memory->ram);
	if (rc)
		return rc;

	rc = dkm_regions_request(&memory->regions, &ns->range, ns->info.reserve, &memory->ram,
				 ns->name, dev_name(dev));
	if (rc) {
		dev_err(dev, "%s: %s\n", ns->name, rc == -EBUSY ?
			"a part of it is in use by somebody else, see /proc/iomem" : "no memory");
		goto err_regions;
	}
	rc = dkm_tier_join(dev, memory->node);
	if (rc)
		goto err_tier;
	memory->guard.range = memory->ram;
	memory->guard.zone = id->zone;
	memory->guard.name = memory->regions.ram_name;
	dkm_guard_add(&memory->guard);
	rc = add_what_fits(dev, memory, ns->name);
	if (rc)
		goto err_blocks;
	return 0;

err_blocks:
	dkm_guard_remove(&memory->guard);
	dkm_tier_leave(memory->node);
err_tier:
	dkm_regions_release(&memory->regions);
err_regions:
	return rc;
}

static struct dkm_memory *find(const uuid_t *uuid)
{
	struct dkm_memory *memory;

	lockdep_assert_held(&memories_lock);
	list_for_each_entry(memory, &memories, list) {
		if (uuid_equal(&memory->uuid, uuid))
			return memory;
	}
	return NULL;
}

/* Two copies of one medium: nobody can say which one is meant, and the first is RAM already. */
static int enlist(struct device *dev, const struct dkm_namespace *ns, struct dkm_memory *memory)
{
	int rc = 0;

	mutex_lock(&memories_lock);
	if (forbidden) {
		dev_err(dev, "%s: not added while the machine hibernates\n", ns->name);
		rc = -EBUSY;
	} else if (find(&memory->uuid)) {
		dev_err(dev, "%s: its UUID is another device's too, and that is RAM already\n",
			ns->name);
		rc = -EEXIST;
	} else {
		list_add(&memory->list, &memories);
	}
	mutex_unlock(&memories_lock);
	return rc;
}

static void delist(struct dkm_memory *memory)
{
	mutex_lock(&memories_lock);
	list_del(&memory->list);
	mutex_unlock(&memories_lock);
}

struct dkm_memory *dkm_memory_plug(struct device *dev, const struct dkm_namespace *ns,
				   const struct dkm_id *id)
{
	struct dkm_memory *memory;
	int rc = -ENODEV;

	/* fails while rmmod runs: it will wait for this probe, and must not find new memory then */
	if (!try_module_get(THIS_MODULE))
		goto err_module;

	rc = -ENOMEM;
	memory = kzalloc(sizeof(*memory), GFP_KERNEL);
	if (!memory)
		goto err_alloc;
	memory->uuid = id->uuid;
	memory->memmap = id->memmap;
	mutex_init(&memory->pages);
	INIT_WORK(&memory->poison, poison_work);

	rc = enlist(dev, ns, memory);
	if (rc)
		goto err_enlist;
	rc = plug(dev, ns, id, memory);
	if (rc)
		goto err_plug;
	watch(memory, dev);
	return memory;

err_plug:
	delist(memory);
err_enlist:
	kfree(memory);
err_alloc:
	module_put(THIS_MODULE);
err_module:
	return ERR_PTR(rc);
}

int dkm_memory_unplug(struct dkm_memory *memory)
{
	int rc;

	if (!memory->plugged)
		return 0;
	unwatch(memory);
	mutex_lock(&memory->pages);
	rc = remove_pieces(memory);
	mutex_unlock(&memory->pages);
	if (!rc)
		memory_group_unregister(memory->group);
	else if (memory->dev)
		watch(memory, memory->dev);
	return rc;
}

void dkm_memory_free(struct dkm_memory *memory)
{
	dkm_guard_remove(&memory->guard);
	dkm_tier_leave(memory->node);
	dkm_regions_release(&memory->regions);
	delist(memory);
	kfree(memory);
	module_put(THIS_MODULE);
}

/* --- while bound, and without a device */

void dkm_memory_revalidate(struct dkm_memory *memory)
{
	schedule_work(&memory->poison);
}

void dkm_memory_detach(struct dkm_memory *memory)
{
	unwatch(memory);
	memory->dev = NULL;
}

static struct dkm_memory *find_orphan(const uuid_t *uuid)
{
	struct dkm_memory *memory = find(uuid);

	return memory && memory->is_orphan ? memory : NULL;
}

/* What is listed is asked for here: whoever changes that comes here afterwards. */
static void follow(struct dkm_memory *orphan)
{
	lockdep_assert_held(&memories_lock);
	if (dkm_ids_has(&orphan->uuid))
		dkm_regions_lend_info(&orphan->regions);
	else
		dkm_regions_take_back(&orphan->regions);
}

void dkm_memory_abandon(struct dkm_memory *memory)
{
	mutex_lock(&memories_lock);
	dkm_regions_take_back(&memory->regions);
	memory->is_orphan = true;
	follow(memory);
	mutex_unlock(&memories_lock);
}

void dkm_orphans_follow(void)
{
	struct dkm_memory *memory;

	mutex_lock(&memories_lock);
	list_for_each_entry(memory, &memories, list) {
		if (memory->is_orphan)
			follow(memory);
	}
	mutex_unlock(&memories_lock);
}

struct dkm_memory *dkm_orphan_claim(const uuid_t *uuid)
{
	struct dkm_memory *memory;

	mutex_lock(&memories_lock);
	memory = find_orphan(uuid);
	if (memory) {
		memory->is_orphan = false;
		dkm_regions_lend_info(&memory->regions);
	}
	mutex_unlock(&memories_lock);
	return memory;
}

int dkm_orphan_adopt(struct dkm_memory *memory, struct device *dev, const struct dkm_namespace *ns)
{
	if (ns->range.start != memory->ns.start || ns->range.end != memory->ns.end) {
		dev_err(dev, "%s: this UUID is RAM elsewhere already\n", ns->name);
		return -EBUSY;
	}
	if (dkm_regions_take_back(&memory->regions)) {
		dev_err(dev, "%s: still RAM, but its info block is in use by somebody else: bind it again\n",
			ns->name);
		return -EBUSY;
	}
	watch(memory, dev);
	return 0;
}

int dkm_memory_forbid(void)
{
	int rc = 0;

	mutex_lock(&memories_lock);
	if (list_empty(&memories))
		forbidden = true;
	else
		rc = -EBUSY;
	mutex_unlock(&memories_lock);
	return rc;
}

void dkm_memory_permit(void)
{
	mutex_lock(&memories_lock);
	forbidden = false;
	mutex_unlock(&memories_lock);
}

int dkm_memory_init(void)
{
	int rc;

	sysram_name = kstrdup("System RAM (dax_kmem)", GFP_KERNEL);
	if (!sysram_name)
		return -ENOMEM;
	rc = dkm_tier_init();
	if (rc)
		kfree(sysram_name);
	return rc;
}

void dkm_memory_exit(void)
{
	dkm_tier_exit();
	/*
	 * Memory that is left held a reference to the module, which counts for nothing where that
	 * fails to load: it is in use, and so is its name, until reboot.
	 */
	if (list_empty(&memories))
		kfree(sysram_name);
}
