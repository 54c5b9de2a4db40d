// SPDX-License-Identifier: GPL-2.0-only
#include <linux/device.h>
#include <linux/err.h>
#include <linux/list.h>
#include <linux/mutex.h>

#include "id-list.h"
#include "memory.h"
#include "namespace.h"
#include "orphan.h"

static LIST_HEAD(orphans);
static DEFINE_MUTEX(orphans_lock);	/* only the lock of the list of ids is taken within */

/*
 * The list of ids is read under orphans_lock, and whoever changes it calls dkm_orphans_follow()
 * afterwards. So the last one to come here has seen the last change.
 */
static void follow(struct dkm_memory *orphan)
{
	lockdep_assert_held(&orphans_lock);
	if (dkm_id_list_has(&orphan->uuid))
		dkm_regions_lend_info(&orphan->regions);
	else
		dkm_regions_take_back(&orphan->regions);
}

void dkm_orphan_leave(struct dkm_memory *memory)
{
	mutex_lock(&orphans_lock);
	dkm_regions_take_back(&memory->regions);
	list_add(&memory->orphans, &orphans);
	follow(memory);
	mutex_unlock(&orphans_lock);
}

void dkm_orphans_follow(void)
{
	struct dkm_memory *memory;

	mutex_lock(&orphans_lock);
	list_for_each_entry(memory, &orphans, orphans)
		follow(memory);
	mutex_unlock(&orphans_lock);
}

static struct dkm_memory *find(const uuid_t *uuid)
{
	struct dkm_memory *memory;

	lockdep_assert_held(&orphans_lock);
	list_for_each_entry(memory, &orphans, orphans) {
		if (uuid_equal(&memory->uuid, uuid))
			return memory;
	}
	return NULL;
}

struct dkm_memory *dkm_orphan_claim(const uuid_t *uuid)
{
	struct dkm_memory *memory;

	mutex_lock(&orphans_lock);
	memory = find(uuid);
	if (memory) {
		list_del(&memory->orphans);
		dkm_regions_lend_info(&memory->regions);
	}
	mutex_unlock(&orphans_lock);
	return memory;
}

static int check_place(struct dkm_memory *memory, struct device *dev,
		       const struct dkm_namespace *ns)
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
	return 0;
}

/* Node and page array are as they are. The zone of the blocks that go online later is not. */
static void choose_anew(struct dkm_memory *memory, struct device *dev,
			const struct dkm_namespace *ns, const struct dkm_id *id)
{
	if (id->zone != memory->guard.base.zone)
		dev_info(dev, "%s: zone=%s for what goes online from now on\n", ns->name,
			 dkm_zone_names[id->zone]);
	if ((id->node != NUMA_NO_NODE && id->node != memory->node) || id->memmap != memory->memmap)
		dev_warn(dev, "%s: still RAM, on node %d with memmap=%s: taken over as it is\n",
			 ns->name, memory->node, dkm_memmap_names[memory->memmap]);
	WRITE_ONCE(memory->guard.base.zone, id->zone);
}

struct dkm_memory *dkm_orphan_adopt(struct dkm_memory *memory, struct device *dev,
				    const struct dkm_namespace *ns, const struct dkm_id *id)
{
	int rc = check_place(memory, dev, ns);

	if (rc) {
		dkm_orphan_leave(memory);
		return ERR_PTR(rc);
	}
	dkm_memory_watch(memory, dev);
	choose_anew(memory, dev, ns, id);
	return memory;
}
