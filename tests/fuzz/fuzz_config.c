// SPDX-License-Identifier: GPL-2.0-only
/*
 * Any text as a configuration file: what is accepted lists something, and can be found again; what
 * is doubtful is never found as something to attach.
 */
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "settings/config.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_entry(const struct config *config, const struct entry *entry)
{
	struct instance by_uuid = { 0 }, by_name = { 0 };
	const struct entry *wanted = entry->doubtful ? NULL : entry;

	memcpy(by_uuid.id.uuid, entry->uuid, sizeof(uuid_t));
	strcpy(by_name.label, entry->name);
	if (entry->doubtful && !config->errors)
		abort();
	if (!uuid_is_null(by_uuid.id.uuid) && config_find(config, &by_uuid) != wanted)
		abort();
	if (by_name.label[0] && config_find(config, &by_name) != wanted)
		abort();
	if (wanted && uuid_is_null(by_uuid.id.uuid) == !!entry->name[0])
		return;
	if (wanted || (uuid_is_null(by_uuid.id.uuid) && !entry->name[0] && !config->unclear))
		abort();
}

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
	for (i = 0; i < config.count; i++)
		check_entry(&config, &config.entries[i]);
	config_free(&config);
	return 0;
}
