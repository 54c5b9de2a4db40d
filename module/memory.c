// SPDX-License-Identifier: GPL-2.0-only
#include <linux/err.h>
#include <linux/memory.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/slab.h>

#include "hotplug.h"
#include "media.h"
#include "memory.h"
#include "namespace.h"
#include "node.h"
#include "range.h"

static LIST_HEAD(memories);
static bool forbidden;			/* to add memory */
static DEFINE_MUTEX(memories_lock);	/* guards both; no lock is taken within */

static void poison_work(struct work_struct *work)
{
	struct dkm_memory *memory = container_of(work, struct dkm_memory, poison);
	struct dkm_bad_blocks *bad, *before;

	bad = dkm_media_read(memory->dev, &memory->ram);
	if (IS_ERR(bad))
		return;
	/* nobody else sets or frees the list while this work item can run */
	before = dkm_guard_set_bad(&memory->guard, bad);
	dkm_media_poison(memory->dev, &memory->ram, bad, before);
	dkm_media_free(before);
}

static void start_watching(struct dkm_memory *memory)
{
	dkm_guard_watch(&memory->guard, &memory->poison);
	schedule_work(&memory->poison);
}

static void stop_watching(struct dkm_memory *memory)
{
	dkm_guard_watch(&memory->guard, NULL);
	cancel_work_sync(&memory->poison);
}

void dkm_memory_watch(struct dkm_memory *memory, struct device *dev)
{
	memory->dev = dev;
	start_watching(memory);
}

void dkm_memory_unwatch(struct dkm_memory *memory)
{
	stop_watching(memory);
	memory->dev = NULL;
}

void dkm_memory_revalidate(struct dkm_memory *memory)
{
	schedule_work(&memory->poison);
}

static int find_ram(struct device *dev, const struct dkm_namespace *ns, struct dkm_memory *memory)
{
	unsigned long block_size = memory_block_size_bytes();

	memory->ns = ns->range;
	if (!dkm_ram_range(&ns->range, &ns->info, block_size, &memory->ram, &memory->lost))
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
	rc = dkm_hotplug_prepare(dev, memory);
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
	rc = dkm_node_join(dev, memory->node);
	if (rc)
		goto err_node;
	memory->guard.base.range = memory->ram;
	memory->guard.base.zone = id->zone;
	memory->guard.closed = id->online == DKM_ONLINE_LATER;
	memory->guard.base.name = memory->regions.ram_name;
	dkm_guard_add(&memory->guard);
	rc = dkm_hotplug_add(dev, memory, ns->name);
	if (rc)
		goto err_hotplug;
	dkm_guard_open(&memory->guard);
	return 0;

err_hotplug:
	dkm_guard_remove(&memory->guard);
	dkm_node_leave(memory->node);
err_node:
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

/* Two devices of one UUID are copies of one medium. The first is RAM, so the second is refused. */
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

	/* This fails while rmmod runs, which waits for this probe and must not find new memory. */
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
	dkm_memory_watch(memory, dev);
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
	stop_watching(memory);
	mutex_lock(&memory->pages);
	rc = dkm_hotplug_remove(memory);
	mutex_unlock(&memory->pages);
	if (rc && memory->dev)
		start_watching(memory);
	return rc;
}

void dkm_memory_free(struct dkm_memory *memory)
{
	dkm_guard_remove(&memory->guard);
	dkm_node_leave(memory->node);
	dkm_regions_release(&memory->regions);
	delist(memory);
	kfree(memory);
	module_put(THIS_MODULE);
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

	rc = dkm_hotplug_init();
	if (rc)
		return rc;
	rc = dkm_node_init();
	if (rc)
		dkm_hotplug_exit();
	return rc;
}

void dkm_memory_exit(void)
{
	dkm_node_exit();
	/*
	 * Memory that is left normally keeps the module loaded by its reference. But if loading
	 * fails after a device was bound, the module goes in any case: that memory, and with it the
	 * name in /proc/iomem, stays in use until reboot.
	 */
	if (list_empty(&memories))
		dkm_hotplug_exit();
}
