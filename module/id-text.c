// SPDX-License-Identifier: GPL-2.0-only
/* The text form of one id. It needs no kernel: the unit tests compile this file in user space. */

#include <linux/ctype.h>
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/string.h>

#include "id-text.h"

const char *const dkm_memmap_names[DKM_MEMMAPS] = {
	[DKM_MEMMAP_DRAM] = "dram",
	[DKM_MEMMAP_PMEM] = "pmem",
};

const char *const dkm_online_names[DKM_ONLINES] = {
	[DKM_ONLINE_POLICY] = "policy",
	[DKM_ONLINE_LATER] = "later",
};

/* One decimal number as the kernel prints it: no sign, no leading zero, at most 10 digits. */
static const char *skip_number(const char *s)
{
	const char *start = s;

	while (isdigit(*s))
		s++;
	if (s == start || s - start > 10 || (*start == '0' && s - start > 1))
		return NULL;
	return s;
}

static bool is_dax_name(const char *s)
{
	if (strncmp(s, "dax", 3))
		return false;
	s = skip_number(s + 3);
	if (!s || *s != '.')
		return false;
	s = skip_number(s + 1);
	return s && !*s;
}

static int parse_identity(const char *word, struct dkm_id *id)
{
	if (is_dax_name(word)) {
		strcpy(id->name, word);
		return 0;
	}
	/* uuid_parse() looks at the first 36 characters only */
	if (strlen(word) != UUID_STRING_LEN || uuid_parse(word, &id->uuid))
		return -EINVAL;
	return uuid_is_null(&id->uuid) ? -EINVAL : 0;
}

static int parse_option(char *word, struct dkm_id *id)
{
	const char *key = strsep(&word, "=");
	unsigned int node;
	int choice;

	if (!word)
		return -EINVAL;
	if (!strcmp(key, "node")) {
		if (kstrtouint(word, 10, &node) || node >= MAX_NUMNODES)
			return -EINVAL;
		id->node = node;
		return 0;
	}
	if (!strcmp(key, "zone")) {
		choice = match_string(dkm_zone_names, DKM_ZONES, word);
		id->zone = choice;
		return choice < 0 ? -EINVAL : 0;
	}
	if (!strcmp(key, "memmap")) {
		choice = match_string(dkm_memmap_names, DKM_MEMMAPS, word);
		id->memmap = choice;
		return choice < 0 ? -EINVAL : 0;
	}
	if (!strcmp(key, "online")) {
		choice = match_string(dkm_online_names, DKM_ONLINES, word);
		id->online = choice;
		return choice < 0 ? -EINVAL : 0;
	}
	return -EINVAL;
}

int dkm_id_parse(const char *text, size_t len, struct dkm_id *id)
{
	char line[DKM_ID_LEN];
	char *rest = line;
	char *word;
	int rc;

	if (len && text[len - 1] == '\n')
		len--;
	if (len >= sizeof(line))
		return -E2BIG;
	if (memchr(text, '\0', len) || memchr(text, '\n', len))
		return -EINVAL;
	memcpy(line, text, len);
	line[len] = '\0';

	*id = (struct dkm_id){ .node = NUMA_NO_NODE };
	rc = parse_identity(strsep(&rest, " "), id);
	while (!rc && (word = strsep(&rest, " ")))
		rc = parse_option(word, id);
	return rc;
}
