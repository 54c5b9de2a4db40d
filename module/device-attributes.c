// SPDX-License-Identifier: GPL-2.0-only
#include <linux/device.h>
#include <linux/log2.h>
#include <linux/memory.h>
#include <linux/memory_hotplug.h>
#include <linux/mm.h>
#include <linux/mmzone.h>
#include <linux/pfn.h>
#include <linux/sched.h>
#include <linux/sysfs.h>

#include "device-attributes.h"
#include "memory.h"

#define LINE_MAX	64	/* of the blocks attribute: two numbers and a word */

/* For root only: unprivileged users are not to learn physical addresses. */
static ssize_t range_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	struct dkm_memory *memory = dev_get_drvdata(dev);

	return sysfs_emit(buf, "%#llx-%#llx\n", memory->ram.start, memory->ram.end);
}
static DEVICE_ATTR_ADMIN_RO(range);

static ssize_t size_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	struct dkm_memory *memory = dev_get_drvdata(dev);

	return sysfs_emit(buf, "%llu\n", range_len(&memory->ram));
}
static DEVICE_ATTR_RO(size);

static ssize_t lost_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	struct dkm_memory *memory = dev_get_drvdata(dev);

	return sysfs_emit(buf, "%llu\n", memory->lost);
}
static DEVICE_ATTR_RO(lost);

static ssize_t node_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	struct dkm_memory *memory = dev_get_drvdata(dev);

	return sysfs_emit(buf, "%d\n", memory->node);
}
static DEVICE_ATTR_RO(node);

static ssize_t zone_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	struct dkm_memory *memory = dev_get_drvdata(dev);

	return sysfs_emit(buf, "%s\n", dkm_zone_names[READ_ONCE(memory->guard.base.zone)]);
}

/* Counts for blocks that go online from now on. */
static ssize_t zone_store(struct device *dev, struct device_attribute *attr, const char *buf,
			  size_t count)
{
	struct dkm_memory *memory = dev_get_drvdata(dev);
	int zone = __sysfs_match_string(dkm_zone_names, DKM_ZONES, buf);

	if (zone < 0)
		return zone;
	WRITE_ONCE(memory->guard.base.zone, zone);
	return count;
}
static DEVICE_ATTR_RW(zone);

static ssize_t memmap_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	struct dkm_memory *memory = dev_get_drvdata(dev);

	return sysfs_emit(buf, "%s\n", dkm_memmap_names[memory->memmap]);
}
static DEVICE_ATTR_RO(memmap);

static const char *block_state(u64 start)
{
	/* Ask for the last page: the first ones may hold the block's own page array. */
	struct page *page = pfn_to_online_page(PHYS_PFN(start + memory_block_size_bytes()) - 1);

	if (!page)
		return "offline";
	return page_zonenum(page) == ZONE_MOVABLE ? "movable" : "kernel";
}

/*
 * One line for each run of blocks in the same state. User space gets in one read what it would
 * otherwise have to read from two files per block, and terabytes have thousands of blocks. A block
 * that is just going online or offline shows either state.
 */
static ssize_t show_runs(const struct range *ram, char *buf)
{
	unsigned int shift = ilog2(memory_block_size_bytes());
	u64 block = ram->start >> shift, last = ram->end >> shift;
	int len = 0;

	while (block <= last) {
		const char *state = block_state(block << shift);
		u64 first = block;

		/* comparing pointers will do: each state is one string constant */
		while (block <= last && block_state(block << shift) == state) {
			block++;
			cond_resched();
		}
		if (block == first)
			continue;	/* its state has just changed: ask again */
		if (len > PAGE_SIZE - LINE_MAX)
			return -EFBIG;
		len += sysfs_emit_at(buf, len, "%llu-%llu %s\n", first, block - 1, state);
	}
	return len;
}

/* For root only, too: a block's number tells its physical address. */
static ssize_t blocks_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	struct dkm_memory *memory = dev_get_drvdata(dev);
	ssize_t len;

	if (mutex_lock_interruptible(&memory->pages))
		return -EINTR;
	len = show_runs(&memory->ram, buf);
	mutex_unlock(&memory->pages);
	return len;
}
static DEVICE_ATTR_ADMIN_RO(blocks);

static struct attribute *dkm_device_attributes[] = {
	&dev_attr_range.attr,
	&dev_attr_size.attr,
	&dev_attr_lost.attr,
	&dev_attr_node.attr,
	&dev_attr_zone.attr,
	&dev_attr_memmap.attr,
	&dev_attr_blocks.attr,
	NULL,
};

static const struct attribute_group dkm_device_group = {
	.name = "dax_kmem",
	.attrs = dkm_device_attributes,
};

const struct attribute_group *dkm_device_groups[] = {
	&dkm_device_group,
	NULL,
};
