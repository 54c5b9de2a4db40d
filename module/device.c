// SPDX-License-Identifier: GPL-2.0-only
#include <linux/device.h>
#include <linux/sysfs.h>

#include "blocks.h"
#include "device.h"
#include "memory.h"

/* 0400: a physical address is nobody's business but root's */
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

	return sysfs_emit(buf, "%s\n", dkm_zone_names[READ_ONCE(memory->guard.zone)]);
}

/* From now on: blocks that are online stay where they are. */
static ssize_t zone_store(struct device *dev, struct device_attribute *attr, const char *buf,
			  size_t count)
{
	struct dkm_memory *memory = dev_get_drvdata(dev);
	int zone = __sysfs_match_string(dkm_zone_names, DKM_ZONES, buf);

	if (zone < 0)
		return zone;
	WRITE_ONCE(memory->guard.zone, zone);
	return count;
}
static DEVICE_ATTR_RW(zone);

static ssize_t memmap_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	struct dkm_memory *memory = dev_get_drvdata(dev);

	return sysfs_emit(buf, "%s\n", dkm_memmap_names[memory->memmap]);
}
static DEVICE_ATTR_RO(memmap);

/* 0400 for the same reason: a block's number is an address */
static ssize_t blocks_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	struct dkm_memory *memory = dev_get_drvdata(dev);
	ssize_t len;

	if (mutex_lock_interruptible(&memory->pages))
		return -EINTR;
	len = dkm_blocks_show(&memory->ram, buf);
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
