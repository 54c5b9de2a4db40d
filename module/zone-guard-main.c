// SPDX-License-Identifier: GPL-2.0-only
/*
 * dax_zone_guard: memory of other drivers goes online only in the zone that was asked for.
 *
 * The kernel's own kmem makes RAM of CXL and of soft-reserved memory, and has no say in which zone
 * its blocks go online. This module is told of ranges, and refuses what is brought online there in
 * another zone. It has nothing to do with pmem, and needs neither libnvdimm nor dax_kmem.
 */
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/minmax.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/sysfs.h>

#include "zone-guard.h"
#include "zone-guard-text.h"

#define MAX_RANGES	64	/* so that the list of them fits in a page */

/* One range that was asked for. */
struct listed {
	struct list_head list;
	struct dkm_zone_guard guard;
	char name[DKM_RANGE_LEN];	/* the range as text, for messages */
};

/*
 * All of this is protected by kernel_param_lock(), which the kernel holds while it calls the
 * functions of a parameter. The parameters' files are there before the module is initialised, and
 * until after its exit: what is listed then would never be freed.
 */
static LIST_HEAD(all);
static unsigned int nr_listed;
static bool ready;

static const struct dkm_zone_guard_ops ops = {
	.going_online = dkm_zone_guard_check,
};

static bool is_same(const struct range *one, const struct range *other)
{
	return one->start == other->start && one->end == other->end;
}

/* Returns the first range that has any byte in common with @range, or NULL. */
static struct listed *find(const struct range *range)
{
	struct listed *it;

	list_for_each_entry(it, &all, list) {
		if (dkm_ranges_overlap(&it->guard.range, range))
			return it;
	}
	return NULL;
}

static int add(const char *parameter, const struct range *range, enum dkm_zone zone)
{
	struct listed *it = find(range);

	if (it && is_same(&it->guard.range, range)) {
		WRITE_ONCE(it->guard.zone, zone);
		return 0;
	}
	if (it) {
		pr_err("%s: 0x%llx-0x%llx overlaps %s, which is listed; write that to remove_range first\n",
		       parameter, range->start, range->end, it->name);
		return -EEXIST;
	}
	if (nr_listed == MAX_RANGES) {
		pr_err("%s: 0x%llx-0x%llx is one range too many, as %u are listed; write one that is not needed to remove_range\n",
		       parameter, range->start, range->end, nr_listed);
		return -ENOSPC;
	}
	it = kzalloc(sizeof(*it), GFP_KERNEL);
	if (!it)
		return -ENOMEM;
	scnprintf(it->name, sizeof(it->name), "0x%llx-0x%llx", range->start, range->end);
	it->guard.range = *range;
	it->guard.zone = zone;
	it->guard.name = it->name;
	it->guard.ops = &ops;
	list_add_tail(&it->list, &all);
	nr_listed++;
	dkm_zone_guard_add(&it->guard);
	return 0;
}

static void drop(struct listed *it)
{
	dkm_zone_guard_remove(&it->guard);
	list_del(&it->list);
	nr_listed--;
	kfree(it);
}

static void drop_all(void)
{
	struct listed *it, *next;

	list_for_each_entry_safe(it, next, &all, list)
		drop(it);
}

/* What was written to a file. @before_zone is in the range's text form, see zone-guard-text.h. */
static int parse(const char *parameter, const char *text, size_t len, const char *before_zone,
		 struct range *range, enum dkm_zone *zone)
{
	int rc = dkm_range_parse(text, len, before_zone, range, zone);

	if (rc)
		pr_err("%s: '%.*s' is no range: it has to be 0xSTART-0xEND, with END its last byte, and then nothing, '%smovable' or '%skernel'\n",
		       parameter, (int)min3(strcspn(text, "\n"), len, (size_t)60), text,
		       before_zone, before_zone);
	return rc;
}

static int check_ready(const char *parameter)
{
	if (ready)
		return 0;
	pr_err("%s: not while the module is loaded or unloaded; ranges= lists ranges from the start\n",
	       parameter);
	return -EBUSY;
}

static int new_range_set(const char *text, const struct kernel_param *kp)
{
	enum dkm_zone zone;
	struct range range;
	int rc;

	rc = check_ready(kp->name);
	if (!rc)
		rc = parse(kp->name, text, strlen(text), " zone=", &range, &zone);
	if (!rc)
		rc = add(kp->name, &range, zone);
	return rc;
}

static const struct kernel_param_ops new_range_ops = {
	.set = new_range_set,
};
module_param_cb(new_range, &new_range_ops, NULL, 0200);
MODULE_PARM_DESC(new_range, "write '0xSTART-0xEND [zone=movable|kernel]' to guard one more range");

static int remove_range_set(const char *text, const struct kernel_param *kp)
{
	enum dkm_zone zone;
	struct range range;
	struct listed *it;
	int rc;

	rc = check_ready(kp->name);
	if (!rc)
		rc = parse(kp->name, text, strlen(text), " zone=", &range, &zone);
	if (rc)
		return rc;
	it = find(&range);
	if (!it || !is_same(&it->guard.range, &range))
		return -ENOENT;
	drop(it);
	return 0;
}

static const struct kernel_param_ops remove_range_ops = {
	.set = remove_range_set,
};
module_param_cb(remove_range, &remove_range_ops, NULL, 0200);
MODULE_PARM_DESC(remove_range, "write '0xSTART-0xEND' to guard a range no longer");

/* What ranges= said; from then on a read of the file shows what is listed. */
static char *early_ranges;

static int ranges_get(char *buf, const struct kernel_param *kp)
{
	struct listed *it;
	int len = 0;

	list_for_each_entry(it, &all, list)
		len += sysfs_emit_at(buf, len, "%s zone=%s\n", it->name,
				     dkm_zone_names[it->guard.zone]);
	return len;
}

static const struct kernel_param_ops ranges_ops = {
	.set = param_set_charp,
	.get = ranges_get,
	.free = param_free_charp,
};
module_param_cb(ranges, &ranges_ops, &early_ranges, 0400);
MODULE_PARM_DESC(ranges,
		 "0xSTART-0xEND[:movable|:kernel] to guard from the start, comma-separated [none]");

/* If any of ranges= is wrong, loading fails. modprobe takes -EEXIST for a module that is there. */
static int __init add_early_ranges(void)
{
	const char *word = early_ranges;
	enum dkm_zone zone;
	struct range range;
	size_t len;
	int rc = 0;

	if (!early_ranges || !*early_ranges)
		return 0;
	do {
		len = strcspn(word, ",");
		rc = parse("ranges=", word, len, ":", &range, &zone);
		if (!rc)
			rc = add("ranges=", &range, zone);
		word += len;
	} while (!rc && *word++);
	return rc == -EEXIST ? -EINVAL : rc;
}

static int __init dax_zone_guard_init(void)
{
	int rc;

	rc = dkm_zone_guard_init();
	if (rc)
		return rc;
	kernel_param_lock(THIS_MODULE);
	rc = add_early_ranges();
	if (rc)
		drop_all();
	ready = !rc;
	kernel_param_unlock(THIS_MODULE);
	if (rc)
		dkm_zone_guard_exit();
	return rc;
}

static void __exit dax_zone_guard_exit(void)
{
	dkm_zone_guard_exit();
	kernel_param_lock(THIS_MODULE);
	ready = false;
	drop_all();
	kernel_param_unlock(THIS_MODULE);
}

module_init(dax_zone_guard_init);
module_exit(dax_zone_guard_exit);

MODULE_DESCRIPTION("Memory of other drivers goes online only in the zone that was asked for");
MODULE_AUTHOR("The dax-kmem developers");
MODULE_LICENSE("GPL");
MODULE_VERSION(DAX_KMEM_VERSION);
