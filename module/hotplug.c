// SPDX-License-Identifier: GPL-2.0-only
#include <linux/memory.h>
#include <linux/memory_hotplug.h>
#include <linux/mm.h>
#include <linux/mutex.h>
#include <linux/pfn.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "dram.h"
#include "hotplug.h"
#include "memory.h"

/* The core uses this string, and not a copy, in /proc/iomem for as long as the memory is there. */
static char *sysram_name;

/*
 * Held from the check of the available DRAM until the page array is allocated, so that no two
 * ranges count on the same DRAM. The memory hot-plug lock is taken within.
 */
static DEFINE_MUTEX(dram_lock);

static bool is_online(const struct dkm_memory *memory, u64 offset)
{
	u64 end = memory->ram.start + offset + memory->piece;

	/* Ask for the last page: the first ones may hold the block's own page array. */
	return pfn_to_online_page(PHYS_PFN(end) - 1);
}

static int add_piece(struct dkm_memory *memory)
{
	mhp_t flags = MHP_NID_IS_MGID;
	int rc;

	if (memory->memmap == DKM_MEMMAP_PMEM)
		flags |= MHP_MEMMAP_ON_MEMORY;
	if (memory->piece != range_len(&memory->ram))
		flags |= MHP_MERGE_RESOURCE;	/* one line in /proc/iomem, not one per block */
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

/* @killable: a fatal signal stops it between two pieces */
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

/* Makes the range as short as what was added. */
static void shrink(struct dkm_memory *memory)
{
	memory->lost += range_len(&memory->ram) - memory->plugged;
	memory->ram.end = memory->ram.start + memory->plugged - 1;
}

/* From the top down, so that what is left is always one range from the start of @ram. */
static int remove_pieces(struct dkm_memory *memory)
{
	u64 offset, size = memory->plugged;
	int rc = 0;

	/* Look first, as a block that is online is the usual reason to fail. */
	for (offset = 0; offset < size; offset += memory->piece) {
		if (memory->piece != size && is_online(memory, offset))
			return -EBUSY;
		cond_resched();
	}
	while (!rc && memory->plugged) {
		rc = remove_piece(memory);
		cond_resched();
	}
	/* A block has gone online since: add back what was removed before it. */
	if (rc && memory->plugged < size && add_pieces(memory, size, false)) {
		pr_crit("%#llx-%#llx: removed, and cannot be added back\n",
			memory->ram.start + memory->plugged, memory->ram.start + size - 1);
		shrink(memory);
	}
	return rc;
}

int dkm_hotplug_prepare(struct device *dev, struct dkm_memory *memory)
{
	bool on_pmem = memory->memmap == DKM_MEMMAP_PMEM;

	if (on_pmem && COMPAT_MEMMAP_ON_MEMORY_STAYS) {
		dev_err(dev, "memmap=pmem: this kernel could never take such memory offline again (arm64 from 7.1 on); choose memmap=dram\n");
		return -EINVAL;
	}
	if (on_pmem && !compat_supports_memmap_on_memory()) {
		dev_err(dev, "memmap=pmem: this kernel cannot, or runs without memory_hotplug.memmap_on_memory=1\n");
		return -EINVAL;
	}
	memory->piece = compat_adds_per_block(on_pmem) ? memory_block_size_bytes() :
							 range_len(&memory->ram);
	return 0;
}

static int add_blocks(struct device *dev, struct dkm_memory *memory)
{
	u64 size = range_len(&memory->ram);
	int group, rc;

	/* the core chooses one zone for all blocks of a group; the size is in pages, not bytes */
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
		/* It is in use already, so the device is bound, with as much as there is. */
		dev_err(dev, "%#llx bytes are online already and stay\n", memory->plugged);
		shrink(memory);
		return 0;
	}
	memory_group_unregister(group);
	return rc;
}

int dkm_hotplug_add(struct device *dev, struct dkm_memory *memory, const char *name)
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

int dkm_hotplug_remove(struct dkm_memory *memory)
{
	int rc = remove_pieces(memory);

	if (!rc)
		memory_group_unregister(memory->group);
	return rc;
}

int dkm_hotplug_init(void)
{
	sysram_name = kstrdup("System RAM (dax_kmem)", GFP_KERNEL);
	return sysram_name ? 0 : -ENOMEM;
}

void dkm_hotplug_exit(void)
{
	kfree(sysram_name);
}
