// SPDX-License-Identifier: GPL-2.0-only
#include <linux/device.h>
#include <linux/list.h>
#include <linux/spinlock.h>
#include <linux/string.h>
#include <linux/wait.h>

#include "driver-attributes.h"
#include "id-list.h"
#include "libnvdimm.h"
#include "memory.h"
#include "namespace.h"
#include "orphan.h"

/*
 * Writers who bind a device, unbind it, or list it by name take turns, one at a time. So nobody
 * comes between the two steps of unbind, and a bind that ends does not forget a name that was
 * listed after it began. Each device name has a turn of its own: the kernel can keep a device
 * locked for as long as somebody holds a page of it, and waiting for one device must not delay
 * writers who want another.
 */
struct turn {
	struct list_head list;
	const char *name;
};

static LIST_HEAD(turns);
static DEFINE_SPINLOCK(turns_lock);
static DECLARE_WAIT_QUEUE_HEAD(turns_wait);

static bool take(struct turn *turn)
{
	struct turn *other;
	bool free = true;

	spin_lock(&turns_lock);
	list_for_each_entry(other, &turns, list)
		free &= !!strcmp(other->name, turn->name);
	if (free)
		list_add(&turn->list, &turns);
	spin_unlock(&turns_lock);
	return free;
}

static void end(struct turn *turn)
{
	spin_lock(&turns_lock);
	list_del(&turn->list);
	spin_unlock(&turns_lock);
	wake_up_all(&turns_wait);
}

/*
 * Waits for the turn, and then until the device is not locked. A signal ends the wait: the write
 * is restarted if the signal's handler has SA_RESTART, and fails with -EINTR if not.
 */
static int begin(struct turn *turn, struct device *dev)
{
	turn->name = dev_name(dev);
	if (wait_event_interruptible(turns_wait, take(turn)))
		return -ERESTARTSYS;
	if (device_lock_interruptible(dev)) {
		end(turn);
		return -ERESTARTSYS;
	}
	device_unlock(dev);
	return 0;
}

/* Returns the nd_dax device named in @buf, for put_device(), or NULL. */
static struct device *find_device(struct device_driver *drv, const char *buf)
{
	char name[DKM_NAME_LEN];
	struct device *dev;

	if (strscpy(name, buf, sizeof(name)) < 0)
		return NULL;
	dev = bus_find_device_by_name(drv->bus, NULL, strim(name));
	if (dev && !is_nd_dax(dev)) {
		put_device(dev);
		return NULL;
	}
	return dev;
}

/* Calls @act in the turn of the nd_dax device that is named in @buf. @id is for @act. */
static int in_turn(struct device_driver *drv, const char *buf,
		   int (*act)(struct device_driver *drv, struct device *dev, struct dkm_id *id),
		   struct dkm_id *id)
{
	struct device *dev = find_device(drv, buf);
	struct turn turn;
	int rc;

	if (!dev)
		return -ENODEV;
	rc = begin(&turn, dev);
	if (!rc) {
		rc = act(drv, dev, id);
		end(&turn);
	}
	put_device(dev);
	return rc;
}

/*
 * A name means the instance that has it now. Its UUID is stored with the id, so that another
 * device which gets the name later is never mistaken for it. A seed has no UUID: -ENODEV.
 */
static int list_device(struct device_driver *drv, struct device *dev, struct dkm_id *id)
{
	int rc;

	if (device_lock_interruptible(dev))
		return -ERESTARTSYS;
	rc = dkm_nd_uuid(dev, &id->uuid);
	device_unlock(dev);
	return rc ? rc : dkm_id_list_add(id);
}

static ssize_t new_id_store(struct device_driver *drv, const char *buf, size_t count)
{
	struct dkm_id id;
	int rc;

	rc = dkm_id_parse(buf, count, &id);
	if (!rc)
		rc = id.name[0] ? in_turn(drv, id.name, list_device, &id) : dkm_id_list_add(&id);
	dkm_orphans_follow();
	return rc ? rc : count;
}
static DRIVER_ATTR_WO(new_id);

static ssize_t remove_id_store(struct device_driver *drv, const char *buf, size_t count)
{
	struct dkm_id id;
	int rc;

	rc = dkm_id_parse(buf, count, &id);
	if (!rc)
		rc = dkm_id_list_remove(&id);
	dkm_orphans_follow();
	return rc ? rc : count;
}
static DRIVER_ATTR_WO(remove_id);

static ssize_t ids_show(struct device_driver *drv, char *buf)
{
	return dkm_id_list_show(buf);
}

static struct driver_attribute driver_attr_ids = __ATTR(ids, 0400, ids_show, NULL);

static bool is_ours(struct device_driver *drv, struct device *dev)
{
	bool ours;

	device_lock(dev);
	ours = dev->driver == drv;
	device_unlock(dev);
	return ours;
}

static int bind_device(struct device_driver *drv, struct device *dev, struct dkm_id *id)
{
	int rc = 0;

	if (!is_ours(drv, dev))
		rc = device_driver_attach(drv, dev);
	/* It may have been bound meanwhile because of an id by UUID: that is what was wanted. */
	if (rc == -EBUSY && is_ours(drv, dev))
		rc = 0;
	/* Probe has done this already, unless it was not called. */
	dkm_id_list_forget_name(dev_name(dev));
	dkm_orphans_follow();
	return rc;
}

static ssize_t bind_store(struct device_driver *drv, const char *buf, size_t count)
{
	int rc = in_turn(drv, buf, bind_device, NULL);

	return rc ? rc : count;
}

/*
 * A driver cannot refuse the driver core's unbind. So remove the memory first, which fails while a
 * block is online, and release the device only after that.
 */
static int unbind_device(struct device_driver *drv, struct device *dev, struct dkm_id *id)
{
	int rc = -ENODEV;

	device_lock(dev);
	if (dev->driver == drv)
		rc = dkm_memory_unplug(dev_get_drvdata(dev));
	device_unlock(dev);
	if (!rc)
		device_release_driver(dev);
	return rc;
}

static ssize_t unbind_store(struct device_driver *drv, const char *buf, size_t count)
{
	int rc = in_turn(drv, buf, unbind_device, NULL);

	return rc ? rc : count;
}

/*
 * Lockdep is told to ignore these, as the driver core does for its own. Writing to one takes device
 * locks, and removing the file waits for the writer. That would be a deadlock if the file were
 * removed under a device lock, but it goes with the driver, under none.
 */
static struct driver_attribute driver_attr_bind = __ATTR_IGNORE_LOCKDEP(bind, 0200, NULL,
									bind_store);
static struct driver_attribute driver_attr_unbind = __ATTR_IGNORE_LOCKDEP(unbind, 0200, NULL,
									  unbind_store);

static struct attribute *dkm_driver_attributes[] = {
	&driver_attr_new_id.attr,
	&driver_attr_remove_id.attr,
	&driver_attr_ids.attr,
	&driver_attr_bind.attr,
	&driver_attr_unbind.attr,
	NULL,
};

static const struct attribute_group dkm_driver_group = {
	.attrs = dkm_driver_attributes,
};

const struct attribute_group *dkm_driver_groups[] = {
	&dkm_driver_group,
	NULL,
};
