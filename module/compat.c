// SPDX-License-Identifier: GPL-2.0-only
/* The functions that cannot be inline in compat.h. On the newest kernel this file is empty. */

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
static int is_it(struct device *dev, const void *it)
{
	return dev == it;
}

/* device_del() takes a device off the bus first, and locks it only then to unbind it. */
static bool is_on_bus(struct device *dev)
{
	struct device *found = bus_find_device(dev->bus, NULL, dev, is_it);

	put_device(found);
	return found;
}

static int probe_and_bind(struct device_driver *drv, struct device *dev)
{
	int rc;

	/* the bus's probe() finds the driver here */
	dev->driver = drv;
	rc = dev->bus->probe(dev);
	if (rc)
		goto err_probe;
	rc = device_add_groups(dev, drv->dev_groups);
	if (rc)
		goto err_groups;
	rc = device_bind_driver(dev);
	if (rc)
		goto err_bind;
	return 0;

err_bind:
	device_remove_groups(dev, drv->dev_groups);
err_groups:
	dev->bus->remove(dev);
err_probe:
	dev_set_drvdata(dev, NULL);
	dev->driver = NULL;
	return rc;
}

/*
 * These kernels export only driver_attach(), which probes every device of the bus, waits for each
 * one that is locked, and returns no error. So this does for one device what the driver core would
 * do, as the USB core does for an interface that a driver claims. The devres group gives back what
 * a failed probe has allocated.
 */
int device_driver_attach(struct device_driver *drv, struct device *dev)
{
	void *group;
	int rc = -ENODEV;

	device_lock(dev);
	if (!is_on_bus(dev))
		goto out;
	rc = -EBUSY;
	if (dev->driver)
		goto out;
	rc = -ENOMEM;
	group = devres_open_group(dev, NULL, GFP_KERNEL);
	if (!group)
		goto out;
	rc = probe_and_bind(drv, dev);
	if (rc)
		devres_release_group(dev, group);
	else
		devres_remove_group(dev, group);
out:
	device_unlock(dev);
	return rc;
}
#endif
