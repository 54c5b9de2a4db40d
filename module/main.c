// SPDX-License-Identifier: GPL-2.0-only
/*
 * dax_kmem: persistent memory as system RAM.
 *
 * A driver on the nd bus for device-dax instances. It takes only those that were requested, by id,
 * and hot-adds their range. It has no module alias, on purpose: with nothing requested, dax_pmem
 * works as if this module were not there.
 */
#include <linux/crash_dump.h>
#include <linux/err.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/nd.h>
#include <linux/sizes.h>
#include <linux/string.h>

#include "device-attributes.h"
#include "driver-attributes.h"
#include "hibernate.h"
#include "id-list.h"
#include "memory.h"
#include "namespace.h"
#include "orphan.h"
#include "zone-guard.h"

/* -ENODEV for a device that was not requested: the driver core then tries the next driver. */
static int probe(struct device *dev)
{
	struct dkm_memory *memory, *orphan;
	struct dkm_namespace ns;
	struct dkm_id id;
	uuid_t uuid;
	int rc;

	if (dkm_id_list_empty())
		return -ENODEV;
	rc = dkm_nd_uuid(dev, &uuid);
	if (rc == -ENOMEM)
		return rc;
	if (rc || !dkm_id_list_take(dev_name(dev), &uuid, &id))
		return -ENODEV;

	orphan = dkm_orphan_claim(&uuid);
	rc = dkm_namespace_open(dev, &uuid, orphan, &ns);
	if (rc && orphan)
		dkm_orphan_leave(orphan);
	if (rc)
		return rc;
	if (orphan)
		memory = dkm_orphan_adopt(orphan, dev, &ns, &id);
	else
		memory = dkm_memory_plug(dev, &ns, &id);
	if (IS_ERR(memory))
		return PTR_ERR(memory);

	dev_set_drvdata(dev, memory);
	/* What is lost need not be whole MiB: round to the nearest, as "dax-kmem plan" does. */
	dev_info(dev, "%s: %llu MiB %s node %d, %llu MiB lost to alignment\n", ns.name,
		 range_len(&memory->ram) >> 20, orphan ? "taken over on" : "added to",
		 memory->node, (memory->lost + SZ_512K) >> 20);
	return 0;
}

/*
 * Runs under the device's lock. Two errors must not reach the callers, who give them a meaning of
 * their own: upon -EOPNOTSUPP libnvdimm creates a new seed device, as it does upon success, and
 * upon -EPROBE_DEFER the driver core probes again and again.
 */
static int dax_kmem_probe(struct device *dev)
{
	int rc = probe(dev);

	return rc == -EOPNOTSUPP || rc == -EPROBE_DEFER ? -EINVAL : rc;
}

/*
 * Runs under the device's lock and cannot refuse: the device goes away in any case. It must not
 * offline blocks either, which can take forever and could not be interrupted here.
 */
static void dax_kmem_remove(struct device *dev)
{
	struct dkm_memory *memory = dev_get_drvdata(dev);

	dkm_memory_unwatch(memory);
	if (dkm_memory_unplug(memory)) {
		/*
		 * The memory is in use, so its regions, their names, the memory group, the memory
		 * type and the module have to stay: until reboot, or until the same instance is
		 * bound again and takes them over.
		 */
		dkm_orphan_leave(memory);
		dev_crit(dev, "unbound while online: %#llx-%#llx stays RAM until reboot or until it is bound again\n",
			 memory->ram.start, memory->ram.end);
		return;
	}
	dkm_memory_free(memory);
}

COMPAT_ND_REMOVE(dax_kmem_remove);

/* Runs under the device's lock, when libnvdimm has found new bad blocks. */
static void dax_kmem_notify(struct device *dev, enum nvdimm_event event)
{
	if (event == NVDIMM_REVALIDATE_POISON)
		dkm_memory_revalidate(dev_get_drvdata(dev));
}

static struct nd_device_driver dax_kmem_driver = {
	.probe = dax_kmem_probe,
	.remove = COMPAT_ND_REMOVE_FN(dax_kmem_remove),
	.notify = dax_kmem_notify,
	.drv = {
		.name = "dax_kmem",
		.suppress_bind_attrs = true,	/* driver-attributes.c has its own */
		.groups = dkm_driver_groups,
		.dev_groups = dkm_device_groups,
	},
	.type = ND_DRIVER_DAX_PMEM,
};

static char *early_ids;
module_param_named(ids, early_ids, charp, 0400);
MODULE_PARM_DESC(ids, "UUIDs to take from the start, comma-separated [none]; load before dax_pmem");

static bool disable;
module_param(disable, bool, 0400);
MODULE_PARM_DESC(disable, "ignore ids= [N]; the whole project heeds it on the kernel command line");

static int __init add_early_id(const char *word, int len)
{
	struct dkm_id id;
	int rc;

	rc = dkm_id_parse(word, len, &id);
	if (!rc && id.name[0])
		rc = -EINVAL;	/* devices have no names yet when the module is loaded */
	if (rc) {
		pr_err("ids=: '%.*s' is no UUID, or has a bad option\n", min(len, 40), word);
		return rc;
	}
	rc = dkm_id_list_add(&id);
	if (rc)
		pr_err("ids=: '%.*s' cannot be listed: %d\n", min(len, 40), word, rc);
	return rc;
}

/* If any of ids= cannot be parsed, loading fails, and all of its devices stay persistent memory. */
static int __init add_early_ids(void)
{
	const char *word = early_ids;
	int len, rc = 0;

	if (!early_ids || !*early_ids)
		return 0;
	if (disable) {
		pr_info("disable=1: ids= is ignored\n");
		return 0;
	}
	if (is_kdump_kernel()) {
		pr_info("a crash dump's capture kernel: ids= is ignored, as that memory is to be dumped\n");
		return 0;
	}
	do {
		len = strcspn(word, ",");
		rc = add_early_id(word, len);
		word += len;
	} while (!rc && *word++);
	return rc;
}

static int __init dax_kmem_init(void)
{
	int rc;

	rc = add_early_ids();
	if (rc)
		goto err_ids;
	rc = dkm_memory_init();
	if (rc)
		goto err_ids;
	rc = dkm_zone_guard_init();
	if (rc)
		goto err_guard;
	rc = dkm_hibernate_init();
	if (rc)
		goto err_hibernate;
	rc = nd_driver_register(&dax_kmem_driver);
	if (rc)
		goto err_driver;
	return 0;

err_driver:
	dkm_hibernate_exit();
err_hibernate:
	dkm_zone_guard_exit();
err_guard:
	dkm_memory_exit();
err_ids:
	dkm_id_list_clear();
	return rc;
}

static void __exit dax_kmem_exit(void)
{
	driver_unregister(&dax_kmem_driver.drv);
	dkm_hibernate_exit();
	dkm_zone_guard_exit();
	dkm_memory_exit();
	dkm_id_list_clear();
}

module_init(dax_kmem_init);
module_exit(dax_kmem_exit);

/*
 * What an id may say. The command reads this in the module's file, to know what that will take once
 * it is loaded, on this kernel or in an initramfs. Older versions of the file say nothing.
 */
#if COMPAT_MEMMAP_ON_MEMORY_STAYS
#define MEMMAP_OPTIONS	"memmap=dram"
#else
#define MEMMAP_OPTIONS	"memmap=dram memmap=pmem"
#endif
MODULE_INFO(id_options, "node=N zone=movable zone=kernel zone=auto " MEMMAP_OPTIONS
	    " online=policy online=later");

MODULE_DESCRIPTION("Persistent memory as system RAM, by explicit id");
MODULE_AUTHOR("The dax-kmem developers");
MODULE_LICENSE("GPL");
MODULE_VERSION(DAX_KMEM_VERSION);
