// SPDX-License-Identifier: GPL-2.0-only
/* Any text as a configuration file: what is accepted lists something, and can be found again. */
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "settings/config.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct config config = { 0 };
	FILE *stream;
	size_t i;

	log_level = -1;
	if (!size)
		return 0;
	stream = fmemopen((void *)data, size, "r");
	if (!stream)
		return 0;
	config_parse(&config, stream, "file");
	fclose(stream);
	config_check(&config);
	for (i = 0; !config.errors && i < config.count; i++) {
		struct instance instance = { 0 };
		const struct entry *entry = &config.entries[i];

		memcpy(instance.uuid, entry->uuid, sizeof(uuid_t));
		strcpy(instance.label, entry->name);
		if (config_find(&config, &instance) != entry)
			abort();
	}
	config_free(&config);
	return 0;
}
