// SPDX-License-Identifier: GPL-2.0-only
/* The table of settings, and functions that work on any of them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/util.h"
#include "settings/wish.h"

#define NODE_MAX	1023	/* no kernel has more than 1024 nodes */

const char *const memmap_names[] = {
	[MEMMAP_AUTO] = "auto",
	[MEMMAP_DRAM] = "dram",
	[MEMMAP_PMEM] = "pmem",
};

bool memmap_from_name(enum memmap *memmap, const char *name)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(memmap_names); i++) {
		*memmap = i;
		if (!strcmp(name, memmap_names[i]))
			return true;
	}
	return false;
}

static bool parse_zone(struct wish *wish, const char *text)
{
	wish->zone = zone_from_name(text);
	return wish->zone != ZONE_NONE;
}

static void print_zone(char *text, const struct wish *wish)
{
	snprintf(text, SETTING_TEXT_MAX, "%s", zone_names[wish->zone]);
}

static bool parse_memmap(struct wish *wish, const char *text)
{
	return memmap_from_name(&wish->memmap, text);
}

static void print_memmap(char *text, const struct wish *wish)
{
	snprintf(text, SETTING_TEXT_MAX, "%s", memmap_names[wish->memmap]);
}

static bool parse_node(struct wish *wish, const char *text)
{
	unsigned long node;
	char *end;

	wish->node = -1;
	if (!strcmp(text, "auto"))
		return true;
	node = strtoul(text, &end, 10);
	if (text[0] < '0' || text[0] > '9' || *end || node > NODE_MAX)
		return false;
	wish->node = node;
	return true;
}

static void print_node(char *text, const struct wish *wish)
{
	snprintf(text, SETTING_TEXT_MAX, wish->node < 0 ? "auto" : "%d", wish->node);
}

static bool parse_early(struct wish *wish, const char *text)
{
	wish->early = !strcmp(text, "yes");
	return wish->early || !strcmp(text, "no");
}

static void print_early(char *text, const struct wish *wish)
{
	strcpy(text, wish->early ? "yes" : "no");
}

const struct setting settings[SETTINGS] = {
	[SETTING_ZONE] = {
		.name = "zone",
		.choices = "movable|kernel|auto",
		.expected = "movable, kernel or auto",
		.help = "zone of the memory (movable)",
		.usual = "movable",
		.module_default = "movable",
		.parse = parse_zone,
		.print = print_zone,
	},
	[SETTING_MEMMAP] = {
		.name = "memmap",
		.choices = "auto|dram|pmem",
		.expected = "auto, dram or pmem",
		.help = "where its page array goes (auto)",
		.usual = "auto",
		.left_open = "auto",
		.module_default = "dram",
		.parse = parse_memmap,
		.print = print_memmap,
	},
	[SETTING_NODE] = {
		.name = "node",
		.choices = "auto|N",
		.expected = "auto, or a number from 0 to 1023",
		.help = "NUMA node, instead of the platform's choice",
		.usual = "auto",
		.left_open = "auto",
		.parse = parse_node,
		.print = print_node,
	},
	[SETTING_EARLY] = {
		.name = "early",
		.expected = "yes or no",
		.help = "before device-dax sees it",
		.usual = "no",
		.for_boot = true,
		.parse = parse_early,
		.print = print_early,
	},
};

void wish_init(struct wish *wish)
{
	size_t i;

	memset(wish, 0, sizeof(*wish));
	for (i = 0; i < SETTINGS; i++)
		settings[i].parse(wish, settings[i].usual);
	wish->online = true;
}

bool wish_set(struct wish *wish, enum setting_index setting, const char *text)
{
	struct wish changed = *wish;

	if (!settings[setting].parse(&changed, text))
		return false;
	changed.given |= 1u << setting;
	*wish = changed;
	return true;
}

bool wish_asks(const struct wish *wish, enum setting_index setting)
{
	return wish->given & 1u << setting;
}

static bool is_value(const char *text, const char *value)
{
	return value && !strcmp(text, value);
}

bool wish_says(const struct wish *wish, enum setting_index setting)
{
	char text[SETTING_TEXT_MAX];

	settings[setting].print(text, wish);
	return wish_asks(wish, setting) && !is_value(text, settings[setting].left_open);
}

void wish_fill(struct wish *wish, const struct wish *other)
{
	char text[SETTING_TEXT_MAX];
	size_t i;

	for (i = 0; i < SETTINGS; i++) {
		if (wish_asks(wish, i) || !wish_asks(other, i))
			continue;
		settings[i].print(text, other);
		wish_set(wish, i, text);
	}
}

void wish_id(char *id, const char *uuid, const struct wish *wish, bool brief)
{
	size_t length = snprintf(id, WISH_ID_MAX, "%s", uuid), i;

	for (i = 0; i < SETTINGS && length < WISH_ID_MAX; i++) {
		const struct setting *setting = &settings[i];
		char text[SETTING_TEXT_MAX];

		setting->print(text, wish);
		if (setting->for_boot || is_value(text, setting->left_open) ||
		    (brief && is_value(text, setting->module_default)))
			continue;
		length += snprintf(id + length, WISH_ID_MAX - length, " %s=%s", setting->name,
				   text);
	}
}
