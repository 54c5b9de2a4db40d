// SPDX-License-Identifier: GPL-2.0-only
/* Any word as a TARGET: what is found is what the word names. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/log.h"
#include "devices/target.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct instance list[2] = {
		{ .device = "dax0.0", .namespace = "namespace0.0", .chardev = "dax0.1",
		  .id.uuid = { 1 }, .label_uuid = { 2 } },
		{ .device = "dax0.1", .namespace = "namespace0.1", .chardev = "dax0.0",
		  .id.uuid = { 3 }, .label_uuid = { 4 } },
	};
	const struct instances all = { list, 2 };
	const struct instance *found;
	char word[256], uuid[UUID_STR_LEN], label[UUID_STR_LEN];

	log_level = -1;
	if (size >= sizeof(word))
		return 0;
	memcpy(word, data, size);
	word[size] = '\0';
	if (target_find(&all, word, &found))
		return 0;
	uuid_unparse_lower(found->id.uuid, uuid);
	uuid_unparse_lower(found->label_uuid, label);
	/* the bare names are ambiguous here, and never taken */
	if (strcasecmp(word, uuid) && strcasecmp(word, label) && strcmp(word, found->namespace) &&
	    (strncmp(word, "/dev/", 5) || strcmp(word + 5, found->chardev)))
		abort();
	return 0;
}
