/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_OTHER_NAMESPACES_H
#define DAX_KMEM_OTHER_NAMESPACES_H

#include <stdbool.h>
#include <stddef.h>
#include <uuid/uuid.h>

#include "devices/instance.h"

/* Namespaces in other modes, so that a message can name the one that the user has meant. */

enum other_mode {
	OTHER_RAW,
	OTHER_FSDAX,
	OTHER_SECTOR,
	OTHER_DISABLED,		/* it has no driver, so its mode is not known */
};

/**
 * struct other - a namespace that is not a device-dax instance
 * @namespace: its name
 * @block: its block device, the same as in /dev; "" for none
 * @uuid: of its info block, nil when it has none
 * @label_uuid: of its label, nil for a namespace without one
 * @label: the name that the label carries, "" for none
 */
struct other {
	char namespace[NAME_LEN];
	char block[NAME_LEN];
	uuid_t uuid;
	uuid_t label_uuid;
	char label[65];
	enum other_mode mode;
};

/**
 * others_find() - find the first such namespace for which @answers returns true
 *
 * Reads only attributes that do not take a device's lock.
 */
bool others_find(struct other *other, bool (*answers)(const struct other *other, const void *key),
		 const void *key);

/* For others_find(): match either UUID, the label's name, the namespace, or the block device. */
bool other_has_uuid(const struct other *other, const void *uuid);
bool other_has_label(const struct other *other, const void *label);
bool other_is_namespace(const struct other *other, const void *name);
bool other_is_block(const struct other *other, const void *name);

/**
 * other_explain() - "namespace0.0 is in fsdax mode ...; how to make it device-dax"
 */
void other_explain(char *text, size_t size, const struct other *other);

#endif
