// SPDX-License-Identifier: GPL-2.0-only
/* What there is to be named on a command line. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "commands/complete-words.h"
#include "commands/instance-columns.h"
#include "devices/discover.h"
#include "devices/machine.h"
#include "devices/place.h"
#include "settings/config-mask.h"

#define NODES	1024	/* no kernel has more */

static void to_lower(char *text)
{
	for (; *text; text++) {
		if (*text >= 'A' && *text <= 'Z')
			*text += 'a' - 'A';
	}
}

/* In lower case, unless the user types upper case. */
void words_columns(struct offers *offers, const char *start)
{
	const struct column *column;
	char name[32];
	size_t i;

	for (i = 0; (column = columns_at(i)); i++) {
		snprintf(name, sizeof(name), "%s", column->name);
		if (!isupper((unsigned char)start[0]))
			to_lower(name);
		offers_add(offers, name, column->help);
	}
}

void words_states(struct offers *offers, const char *start)
{
	enum state state;

	(void)start;
	for (state = 0; state <= STATE_OTHER; state++) {
		if (state_names[state])
			offers_add(offers, state_names[state], "state");
	}
}

static void each_place(struct offers *offers,
		       void (*see)(struct offers *offers, const struct place *place))
{
	struct instances all;
	struct place place;
	size_t i;

	if (instances_discover(&all))
		return;
	for (i = 0; i < all.count; i++) {
		place_read(&place, &all.list[i]);
		see(offers, &place);
	}
	instances_free(&all);
}

static void see_region(struct offers *offers, const struct place *place)
{
	offers_add(offers, place->region, "region");
}

static void see_bus(struct offers *offers, const struct place *place)
{
	offers_add(offers, place->bus, place->provider[0] ? place->provider : "bus");
	offers_add(offers, place->provider, place->bus);
}

void words_regions(struct offers *offers, const char *start)
{
	(void)start;
	each_place(offers, see_region);
}

void words_buses(struct offers *offers, const char *start)
{
	(void)start;
	each_place(offers, see_bus);
}

static void add_node(struct offers *offers, int node)
{
	char number[16];

	snprintf(number, sizeof(number), "%d", node);
	offers_add(offers, number, "NUMA node");
}

void words_nodes(struct offers *offers, const char *start)
{
	struct instances all;
	size_t i;

	(void)start;
	if (instances_discover(&all))
		return;
	for (i = 0; i < all.count; i++)
		add_node(offers, instance_node(&all.list[i]));
	instances_free(&all);
}

void words_possible_nodes(struct offers *offers, const char *start)
{
	struct machine machine;
	int node;

	(void)start;
	if (machine_read(&machine))
		return;
	for (node = 0; node < NODES; node++) {
		if (machine_list_has(machine.possible, node))
			add_node(offers, node);
	}
}

static void put_help(char *help, size_t size, const struct instance *instance)
{
	snprintf(help, size, "%s, node %d, %s", instance->namespace, instance_node(instance),
		 instance->driver[0] ? instance->driver : "no driver");
}

void words_devices(struct offers *offers, const char *start)
{
	char help[3 * NAME_LEN];
	struct instances all;
	size_t i;

	(void)start;
	if (instances_discover(&all))
		return;
	for (i = 0; i < all.count; i++) {
		put_help(help, sizeof(help), &all.list[i]);
		offers_add(offers, all.list[i].device, help);
	}
	instances_free(&all);
}

/* Is "daxX.Y" on the nd bus another instance on the dax bus? Then it is no name for this one. */
static bool has_two_meanings(const struct instances *all, const struct instance *instance)
{
	size_t i;

	for (i = 0; i < all->count; i++) {
		if (&all->list[i] != instance && !strcmp(all->list[i].chardev, instance->device))
			return true;
	}
	return false;
}

static void add_names(struct offers *offers, const struct instances *all,
		      const struct instance *instance, const char *start)
{
	char help[3 * NAME_LEN], uuid[UUID_STR_LEN], path[NAME_LEN + 8];

	put_help(help, sizeof(help), instance);
	if (start[0] == '/') {
		snprintf(path, sizeof(path), "/dev/%s", instance->chardev);
		if (instance->chardev[0])
			offers_add(offers, path, help);
		return;
	}
	uuid_unparse_lower(instance->id.uuid, uuid);
	offers_add(offers, uuid, help);
	offers_add(offers, instance->namespace, help);
	if (!has_two_meanings(all, instance))
		offers_add(offers, instance->device, help);
}

static bool is_named(const struct instance *instance, const struct request *request)
{
	char uuid[UUID_STR_LEN];
	const char *target;
	int i;

	uuid_unparse_lower(instance->id.uuid, uuid);
	for (i = 0; i < request->n_targets; i++) {
		target = request->targets[i];
		if (!strcasecmp(target, uuid) || !strcmp(target, instance->namespace) ||
		    !strcmp(target, instance->device))
			return true;
		if (instance->chardev[0] && !strncmp(target, "/dev/", 5) &&
		    !strcmp(target + 5, instance->chardev))
			return true;
	}
	return false;
}

static bool is_any(const struct instance *instance, const struct config *config)
{
	(void)instance;
	(void)config;
	return true;
}

static bool is_for_attach(const struct instance *instance, const struct config *config)
{
	(void)config;
	return !instance->driver[0] || instance_is_devdax(instance);
}

static bool is_for_detach(const struct instance *instance, const struct config *config)
{
	(void)config;
	return instance_is_ours(instance);
}

static bool is_for_disable(const struct instance *instance, const struct config *config)
{
	return config_find(config, instance) || config_find_doubt(config, instance);
}

static bool is_present(const struct instances *all, const uuid_t uuid)
{
	size_t i;

	for (i = 0; i < all->count; i++) {
		if (!uuid_compare(all->list[i].id.uuid, uuid) ||
		    !uuid_compare(all->list[i].label_uuid, uuid))
			return true;
	}
	return false;
}

/* What disable takes besides instances: the UUID of what is not here, and the name of a file. */
static void add_entries(struct offers *offers, const struct config *config,
			const struct instances *all)
{
	const struct entry *entry;
	char uuid[UUID_STR_LEN];

	for (entry = config->entries; entry < config->entries + config->count; entry++) {
		if (!uuid_is_null(entry->uuid) && !is_present(all, entry->uuid)) {
			uuid_unparse_lower(entry->uuid, uuid);
			offers_add(offers, uuid, entry->file);
		}
		if (mask_is_vendor_file(entry->file))
			offers_add(offers, strrchr(entry->file, '/') + 1, entry->file);
	}
}

void words_targets(struct offers *offers, const struct command *command,
		   const struct request *request, const char *start)
{
	bool (*suits)(const struct instance *instance, const struct config *config) = is_any;
	bool disable = command->run == command_disable;
	struct config config = { 0 };
	struct instances all;
	size_t i;

	if (disable)
		suits = is_for_disable;
	else if (command->run == command_detach || request->goal == GOAL_DETACH)
		suits = is_for_detach;
	else if (command->run == command_attach || command->run == command_plan)
		suits = is_for_attach;
	if (instances_discover(&all))
		return;
	if (disable)
		config_load_again(&config);
	for (i = 0; i < all.count; i++) {
		if (suits(&all.list[i], &config) && !is_named(&all.list[i], request))
			add_names(offers, &all, &all.list[i], start);
	}
	add_entries(offers, &config, &all);
	config_free(&config);
	instances_free(&all);
}
