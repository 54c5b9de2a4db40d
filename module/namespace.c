// SPDX-License-Identifier: GPL-2.0-only
#include <linux/kernel.h>
#include <linux/memremap.h>
#include <linux/nd.h>
#include <linux/numa.h>
#include <linux/pfn.h>
#include <linux/sizes.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "libnvdimm.h"
#include "namespace.h"
#include "range.h"

/* What libnvdimm reserves for the info block: the same as its nd_info_block_reserve(). */
#define RESERVE	ALIGN(SZ_8K, PAGE_SIZE)

/*
 * Reads an attribute of @dev as user space would. What is wanted is in struct nd_pfn, which is
 * private to libnvdimm and changes its layout; the bus's attributes are the stable way to it.
 */
static ssize_t nd_attribute_show(struct device *dev, const char *name, char *page)
{
	const struct attribute_group **group;
	struct attribute **attr;

	if (!dev->type || !dev->type->groups)
		return -ENXIO;
	for (group = dev->type->groups; *group; group++) {
		for (attr = (*group)->attrs; attr && *attr; attr++) {
			struct device_attribute *da;

			if (strcmp((*attr)->name, name))
				continue;
			da = container_of(*attr, struct device_attribute, attr);
			return da->show ? da->show(dev, da, page) : -ENXIO;
		}
	}
	return -ENXIO;
}

int dkm_nd_uuid(struct device *dev, uuid_t *uuid)
{
	char *page;
	ssize_t len;
	int rc = 0;

	/* a show function expects a whole page */
	page = kzalloc(PAGE_SIZE, GFP_KERNEL);
	if (!page)
		return -ENOMEM;
	len = nd_attribute_show(dev, "uuid", page);
	if (len < 0)
		rc = len;
	else if (uuid_parse(page, uuid) || uuid_is_null(uuid))
		rc = -ENODEV;
	kfree(page);
	return rc;
}

int dkm_nd_target_node(struct device *dev)
{
	char *page;
	int node;

	page = kzalloc(PAGE_SIZE, GFP_KERNEL);
	if (!page)
		return -ENOMEM;
	if (nd_attribute_show(dev, "target_node", page) < 0 || kstrtoint(strim(page), 10, &node) ||
	    node < 0)
		node = NUMA_NO_NODE;
	kfree(page);
	return node;
}

static int read_infoblock(struct device *dev, struct nd_namespace_common *ndns, const uuid_t *uuid,
			  struct dkm_namespace *ns)
{
	const char *why;
	void *raw;
	int rc;

	raw = kmalloc(DKM_INFOBLOCK_SIZE, GFP_KERNEL);
	if (!raw)
		return -ENOMEM;

	rc = nvdimm_read_bytes(ndns, DKM_INFOBLOCK_OFFSET, raw, DKM_INFOBLOCK_SIZE, 0);
	if (rc) {
		dev_err(dev, "%s: cannot read the info block: %d\n", ns->name, rc);
		goto out;
	}
	rc = dkm_infoblock_parse(raw, nd_dev_to_uuid(&ndns->dev), range_len(&ns->range), RESERVE,
				 &ns->info, &why);
	if (!rc && !uuid_equal(&ns->info.uuid, uuid)) {
		why = "it carries another UUID than the device";
		rc = -EBADMSG;
	}
	if (rc) {
		dev_err(dev, "%s: bad info block: %s\n", ns->name, why);
		goto out;
	}
	/* not -EBADMSG: dax_pmem would keep this info block, so the device may go back to it */
	if (!dkm_infoblock_data_size(&ns->info, range_len(&ns->range))) {
		dev_err(dev, "%s: its alignment leaves no data in it\n", ns->name);
		rc = -ERANGE;
	}
out:
	kfree(raw);
	return rc;
}

/*
 * Nothing checks that the prototypes in libnvdimm.h are this kernel's. So compare what libnvdimm
 * makes of the info block with our own reading. Where the two differ it is unknown who is wrong and
 * what dax_pmem would do to the info block: -EBADMSG, as for a damaged one.
 */
static int compare(struct device *dev, const struct dkm_namespace *ns,
		   const struct dev_pagemap *pgmap)
{
	bool on_pmem = pgmap->flags & PGMAP_ALTMAP_VALID;
	u64 array = on_pmem ? PFN_PHYS(pgmap->altmap.free) : 0;

	if (pgmap->nr_range == 1 && dkm_same_view(&ns->range, &ns->info, &pgmap->range, array))
		return 0;
	dev_err(dev, "%s: libnvdimm reads another range out of its info block (%#llx-%#llx, %#llx bytes of page array): not touched\n",
		ns->name, pgmap->range.start, pgmap->range.end, array);
	return -EBADMSG;
}

/*
 * libnvdimm's own copy of the info block was freed when the last driver was unbound, and the bus
 * reads it for the size and resource attributes as soon as another driver is bound. The only
 * exported function that makes a new copy is nvdimm_setup_pfn(). It would also *write* a new info
 * block to the medium if it found no valid one there; but read_infoblock() has just found one, and
 * nobody else can write while we hold the region.
 */
static int refresh_nd_pfn(struct device *dev, const struct dkm_namespace *ns)
{
	struct dev_pagemap pgmap = { };
	/* struct nd_pfn is the first member of struct nd_dax; the test "prototypes" asks BTF */
	struct nd_pfn *nd_pfn = (struct nd_pfn *)to_nd_dax(dev);
	int rc;

	rc = nvdimm_setup_pfn(nd_pfn, &pgmap);
	return rc ? rc : compare(dev, ns, &pgmap);
}

int dkm_namespace_open(struct device *dev, const uuid_t *uuid, bool is_ram,
		       struct dkm_namespace *ns)
{
	struct nd_namespace_common *ndns;
	struct nd_namespace_io *nsio;
	int rc;

	ndns = nvdimm_namespace_common_probe(dev);
	if (IS_ERR(ndns))
		return PTR_ERR(ndns);

	nsio = to_nd_namespace_io(&ndns->dev);
	ns->name = dev_name(&ndns->dev);
	ns->range.start = nsio->res.start;
	ns->range.end = nsio->res.end;

	rc = devm_namespace_enable(dev, ndns, RESERVE);
	if (rc)
		return rc;
	rc = read_infoblock(dev, ndns, uuid, ns);
	if (!rc)
		rc = refresh_nd_pfn(dev, ns);
	/*
	 * With --map=dev, nvdimm_setup_pfn() also reserves the place of the page array, after it
	 * has read the info block and before it would write one. Where memory was left behind that
	 * fails, as a part of the place is RAM. All that is needed here is done by then, and the
	 * namespace is disabled.
	 */
	if (rc == -EBUSY && is_ram && ns->info.mode == DKM_INFOBLOCK_MODE_PMEM)
		return 0;
	/* After a failure devres does this, for setup may have replaced the mapping. */
	if (!rc)
		devm_namespace_disable(dev, ndns);
	return rc;
}
