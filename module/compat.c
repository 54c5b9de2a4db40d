// SPDX-License-Identifier: GPL-2.0-only
/* What compat.h cannot have inline. On the newest kernel this file is empty. */

#ifndef COMPAT_HAS_MT_FIND_ALLOC
static struct memory_dev_type *only_type;

struct memory_dev_type *mt_find_alloc_memory_type(int distance, struct list_head *types)
{
	if (!only_type)
		only_type = alloc_memory_type(distance);
	if (IS_ERR(only_type)) {
		struct memory_dev_type *failed = only_type;

		only_type = NULL;
		return failed;
	}
	return only_type;
}

void mt_put_memory_types(struct list_head *types)
{
	if (only_type)
		put_memory_type(only_type);
	only_type = NULL;
}
#endif

#ifndef COMPAT_HAS_DEVICE_DRIVER_ATTACH
struct compat_attach compat_attach;

/* The caller serializes. */
int device_driver_attach(struct device_driver *drv, struct device *dev)
{
	struct device_driver *now;
	int rc;

	device_lock(dev);
	now = dev->driver;
	device_unlock(dev);
	if (now)
		return -EBUSY;

	compat_attach.dev = dev;
	compat_attach.rc = -ENODEV;
	compat_attach.task = current;
	rc = driver_attach(drv);
	compat_attach.task = NULL;
	if (rc || (compat_attach.rc && compat_attach.rc != -ENODEV))
		return rc ? rc : compat_attach.rc;

	/*
	 * Somebody else's bind may have come in between, and the device was then not tried. And
	 * behind a probe that was content the core makes the device's files, and lets the device go
	 * again where it cannot.
	 */
	device_lock(dev);
	now = dev->driver;
	device_unlock(dev);
	if (now)
		return now == drv ? 0 : -EBUSY;
	return compat_attach.rc ? -ENODEV : -ENOMEM;
}
#endif
