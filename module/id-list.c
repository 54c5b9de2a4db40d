// SPDX-License-Identifier: GPL-2.0-only
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/sysfs.h>

#include "id-list.h"

struct listed_id {
	struct list_head list;
	struct dkm_id id;
};

static LIST_HEAD(ids);
static unsigned int nr_ids;
static DEFINE_MUTEX(ids_lock);	/* guards both */

static struct listed_id *find(const struct dkm_id *id)
{
	struct listed_id *entry;

	lockdep_assert_held(&ids_lock);
	list_for_each_entry(entry, &ids, list) {
		if (strcmp(entry->id.name, id->name))
			continue;
		if (id->name[0] || uuid_equal(&entry->id.uuid, &id->uuid))
			return entry;
	}
	return NULL;
}

static void forget(struct listed_id *entry)
{
	list_del(&entry->list);
	kfree(entry);
	nr_ids--;
}

int dkm_id_list_add(const struct dkm_id *id)
{
	struct listed_id *entry;
	int rc = 0;

	mutex_lock(&ids_lock);
	entry = find(id);
	if (!entry) {
		if (nr_ids >= DKM_ID_LIST_MAX) {
			rc = -ENOSPC;
			goto out;
		}
		entry = kmalloc(sizeof(*entry), GFP_KERNEL);
		if (!entry) {
			rc = -ENOMEM;
			goto out;
		}
		list_add_tail(&entry->list, &ids);
		nr_ids++;
	}
	entry->id = *id;
out:
	mutex_unlock(&ids_lock);
	return rc;
}

int dkm_id_list_remove(const struct dkm_id *id)
{
	struct listed_id *entry;

	mutex_lock(&ids_lock);
	entry = find(id);
	if (entry)
		forget(entry);
	mutex_unlock(&ids_lock);
	return entry ? 0 : -ENOENT;
}

bool dkm_id_list_empty(void)
{
	bool empty;

	mutex_lock(&ids_lock);
	empty = list_empty(&ids);
	mutex_unlock(&ids_lock);
	return empty;
}

bool dkm_id_list_has(const uuid_t *uuid)
{
	struct listed_id *entry;
	bool has = false;

	mutex_lock(&ids_lock);
	list_for_each_entry(entry, &ids, list)
		has |= uuid_equal(&entry->id.uuid, uuid);
	mutex_unlock(&ids_lock);
	return has;
}

bool dkm_id_list_take(const char *name, const uuid_t *uuid, struct dkm_id *id)
{
	struct listed_id *entry, *next;
	bool taken = false;

	mutex_lock(&ids_lock);
	list_for_each_entry_safe(entry, next, &ids, list) {
		bool by_name = entry->id.name[0];

		if (by_name && strcmp(entry->id.name, name))
			continue;
		/* an id by name is a request of this moment: it goes before one by UUID */
		if (uuid_equal(&entry->id.uuid, uuid) && (!taken || by_name)) {
			*id = entry->id;
			taken = true;
		}
		/* also when the UUID differs, because another device has the name now */
		if (by_name)
			forget(entry);
	}
	mutex_unlock(&ids_lock);
	return taken;
}

void dkm_id_list_forget_name(const char *name)
{
	struct dkm_id id = { };

	strscpy(id.name, name, sizeof(id.name));
	dkm_id_list_remove(&id);
}

ssize_t dkm_id_list_show(char *page)
{
	struct listed_id *entry;
	int len = 0;

	mutex_lock(&ids_lock);
	list_for_each_entry(entry, &ids, list) {
		if (entry->id.name[0])
			len += sysfs_emit_at(page, len, "%s", entry->id.name);
		else
			len += sysfs_emit_at(page, len, "%pUb", &entry->id.uuid);
		if (entry->id.node != NUMA_NO_NODE)
			len += sysfs_emit_at(page, len, " node=%d", entry->id.node);
		len += sysfs_emit_at(page, len, " zone=%s memmap=%s",
				     dkm_zone_names[entry->id.zone],
				     dkm_memmap_names[entry->id.memmap]);
		if (entry->id.online != DKM_ONLINE_POLICY)
			len += sysfs_emit_at(page, len, " online=%s",
					     dkm_online_names[entry->id.online]);
		len += sysfs_emit_at(page, len, "\n");
	}
	mutex_unlock(&ids_lock);
	return len;
}

void dkm_id_list_clear(void)
{
	struct listed_id *entry, *next;

	mutex_lock(&ids_lock);
	list_for_each_entry_safe(entry, next, &ids, list)
		forget(entry);
	mutex_unlock(&ids_lock);
}
