/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_ORPHAN_H
#define DAX_KMEM_ORPHAN_H

#include <linux/device.h>
#include <linux/uuid.h>

struct dkm_id;
struct dkm_memory;
struct dkm_namespace;

/*
 * An orphan is memory whose device went away while it was in use. It stays RAM until reboot, or
 * until the same instance is bound again and takes it over. For the device to come back, libnvdimm
 * must be able to reserve and read the info block. Once the UUID is listed, it is therefore not
 * reserved here; before that it is, so that nobody can overwrite it.
 */

/**
 * dkm_orphan_leave() - make an orphan of memory that is in use
 * @memory: nothing looks at its device any more
 */
void dkm_orphan_leave(struct dkm_memory *memory);

/**
 * dkm_orphans_follow() - reserve or free the orphans' info blocks, as the list of ids says now
 *
 * To be called after each change of that list. An info block that somebody is just reading cannot
 * be reserved; the next call tries again.
 */
void dkm_orphans_follow(void);

/**
 * dkm_orphan_claim() - take the memory that an instance left behind off the list of orphans
 * @uuid: the instance's
 *
 * Its info block is free after this, so that dkm_namespace_open() can read it.
 *
 * Return: the memory, for dkm_orphan_adopt() or dkm_orphan_leave(); NULL when there is none.
 */
struct dkm_memory *dkm_orphan_claim(const uuid_t *uuid);

/**
 * dkm_orphan_adopt() - take over memory that is still RAM, instead of adding it twice
 * @memory: from dkm_orphan_claim()
 * @dev: the device that has come back, locked
 * @ns: its namespace
 * @id: how it was asked for; only the zone can still be chosen
 *
 * Return: @memory; or ERR_PTR(-EBUSY) when the namespace is not where it was, or somebody has a
 * part of it, with the reason logged. @memory is an orphan again then.
 */
struct dkm_memory *dkm_orphan_adopt(struct dkm_memory *memory, struct device *dev,
				    const struct dkm_namespace *ns, const struct dkm_id *id);

#endif
