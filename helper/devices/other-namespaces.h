/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_OTHER_NAMESPACES_H
#define DAX_KMEM_OTHER_NAMESPACES_H

#include <stdbool.h>
#include <stddef.h>
#include <uuid/uuid.h>

#include "devices/instance.h"

/* Namespaces that are no device-dax instances: to be named where one of them was meant. */

enum other_mode {
	OTHER_RAW,
	OTHER_FSDAX,
	OTHER_SECTOR,
	OTHER_DISABLED,		/* no driver has it, and its mode is not known */
};

/**
 * struct other - one of them
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
 * others_find() - the first one that answers
 *
 * Reads sysfs, and nothing that waits for a device.
 */
bool others_find(struct other *other, bool (*answers)(const struct other *other, const void *key),
		 const void *key);

/* For others_find(): by either UUID (uuid_t), the label's name, the namespace, the block device. */
bool other_has_uuid(const struct other *other, const void *uuid);
bool other_has_label(const struct other *other, const void *label);
bool other_is_namespace(const struct other *other, const void *name);
bool other_is_block(const struct other *other, const void *name);

/**
 * other_explain() - "namespace0.0 is in fsdax mode ...; how to make it device-dax"
 */
void other_explain(char *text, size_t size, const struct other *other);

#endif
