// SPDX-License-Identifier: GPL-2.0-only
/* enable and disable: what is listed for boot. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "command.h"
#include "config.h"
#include "early.h"
#include "lock.h"
#include "log.h"
#include "machine.h"
#include "nd.h"
#include "newfile.h"
#include "plan.h"
#include "sysfs.h"
#include "target.h"

/* The file that enable writes for an instance, and disable removes. */
static int own_file(char *path, const uuid_t uuid)
{
	char text[UUID_STR_LEN];

	uuid_unparse_lower(uuid, text);
	return sysfs_path(path, CONFIG_DIR "/%s.conf", text);
}

/* Load the configuration, and find the one target in it or on this machine. */
static enum exit_code prepare(const struct request *request, struct config *config,
			      struct instances *all, const struct instance **instance)
{
	enum exit_code rc;

	memset(all, 0, sizeof(*all));
	if (!config_load(config)) {
		log_error("the configuration has errors; nothing is done before they are mended");
		return DK_USAGE;
	}
	rc = instances_discover(all);
	return rc ? rc : target_find(all, request->targets[0], instance);
}

static void print_entry(FILE *stream, const struct instance *instance, const struct wish *wish,
			bool early)
{
	char uuid[UUID_STR_LEN];

	uuid_unparse_lower(instance->uuid, uuid);
	fprintf(stream, "# written by 'dax-kmem enable', removed by 'dax-kmem disable %s'\n[%s]\n"
		"uuid = %s\n", uuid, instance->namespace, uuid);
	if (wish->zone_given)
		fprintf(stream, "zone = %s\n", zone_names[wish->zone]);
	if (wish->memmap != MEMMAP_AUTO)
		fprintf(stream, "memmap = %s\n", memmap_names[wish->memmap]);
	if (wish->node >= 0)
		fprintf(stream, "node = %d\n", wish->node);
	if (early)
		fprintf(stream, "early = yes\n");
}

/* What modprobe is told follows the files: it is made from all of them, as they are now. */
static enum exit_code follow(void)
{
	struct config config;
	enum exit_code rc = DK_USAGE;

	if (config_load(&config))
		rc = early_update(&config);
	config_free(&config);
	return rc;
}

/* Early there is nobody to look how much DRAM there is: "auto" is decided now. */
static enum memmap decide_memmap(const struct instance *instance, const struct wish *wish)
{
	enum memmap memmap = wish->memmap;
	struct machine machine;
	struct plan plan;

	if (machine_read(&machine))
		return memmap;
	plan_make(&plan, instance, &machine, wish);
	if (plan.memmap == MEMMAP_PMEM)
		memmap = MEMMAP_PMEM;
	plan_free(&plan);
	return memmap;
}

/*
 * What is RAM already gets its unit now, which finds nothing to do: without it the next "detach"
 * would start it, by the event of dax_pmem's bind, and be undone.
 */
static void tell_udev(const struct instance *instance)
{
	if (!strcmp(instance->driver, nd_ours))
		nd_announce(instance->device);
}

static void restore(const char *path, const char *text)
{
	struct new_file file;

	if (!text[0]) {
		file_remove(path);
	} else if (!new_file_open(&file, path)) {
		fprintf(file.stream, "%s\n", text);
		new_file_commit(&file);
	}
}

static bool asks_for_something(const struct request *request)
{
	const struct wish *wish = &request->wish;

	return wish->zone_given || wish->memmap != MEMMAP_AUTO || wish->node >= 0 ||
	       request->early;
}

static enum exit_code enable(const struct request *request, const struct config *config,
			     const struct instance *instance)
{
	const struct entry *entry = config_find(config, instance);
	char path[SYSFS_PATH_MAX], old[SYSFS_VALUE_MAX], uuid[UUID_STR_LEN];
	struct wish wish = request->wish;
	struct new_file file;
	enum exit_code rc;
	int err;

	if (own_file(path, instance->uuid))
		return DK_FAILED;
	/* a section with a name may list many; one of its own comes before it */
	if (entry && !entry->name[0]) {
		if (!asks_for_something(request)) {
			log_info("%s:%u: lists it already, and stays as it is", entry->file,
				 entry->line);
			rc = follow();
			if (!rc)
				tell_udev(instance);
			return rc;
		}
		if (strcmp(entry->file, path)) {
			log_error("%s:%u: lists it already; change it there", entry->file,
				  entry->line);
			return DK_USAGE;
		}
	}
	if (request->early && wish.memmap == MEMMAP_AUTO)
		wish.memmap = decide_memmap(instance, &wish);
	uuid_unparse_lower(instance->uuid, uuid);
	err = sysfs_read(old, sizeof(old), CONFIG_DIR "/%s.conf", uuid);
	if (err && err != -ENOENT) {
		log_error("%s: %s", path, strerror(-err));
		return DK_FAILED;
	}
	rc = new_file_open(&file, path);
	if (rc)
		return rc;
	print_entry(file.stream, instance, &wish, request->early);
	rc = new_file_commit(&file);
	if (rc)
		return rc;
	rc = follow();
	if (rc) {
		/* what modprobe cannot be told is not enabled either */
		restore(path, old);
		follow();
		log_error("%s: %s", request->targets[0],
			  old[0] ? "enabled as before" : "not enabled");
		return rc;
	}
	log_info("%s: RAM at every boot from now on, by %s", request->targets[0], path);
	tell_udev(instance);
	return DK_DONE;
}

int command_enable(const struct request *request)
{
	const struct instance *instance;
	struct instances all;
	struct config config;
	enum exit_code rc;

	rc = lock_take(LOCK_SECONDS);
	if (rc)
		return rc;
	rc = prepare(request, &config, &all, &instance);
	if (!rc)
		rc = enable(request, &config, instance);
	instances_free(&all);
	config_free(&config);
	return rc;
}

/* What else lists it: a name, or a file that the one removed has hidden. */
static enum exit_code still_listed(const struct instance *instance, const uuid_t uuid,
				   const char *target)
{
	const struct entry *entry;
	struct config config;
	enum exit_code rc;

	if (!config_load(&config)) {
		rc = DK_USAGE;
	} else {
		entry = instance ? config_find(&config, instance) : config_find_uuid(&config, uuid);
		if (entry)
			log_warning("%s: no longer by 'dax-kmem enable', but %s:%u still lists it; "
				    "remove it there", target, entry->file, entry->line);
		else
			log_info("%s: no RAM at boot any more", target);
		rc = early_update(&config);
	}
	config_free(&config);
	return rc;
}

static enum exit_code disable(const struct entry *entry, const struct instance *instance,
			      const uuid_t uuid, const char *target)
{
	char path[SYSFS_PATH_MAX];
	enum exit_code rc;

	if (own_file(path, uuid))
		return DK_FAILED;
	if (!entry) {
		log_info("%s: the configuration does not list it", target);
		return follow();
	}
	if (strcmp(entry->file, path)) {
		log_error("%s:%u: lists it, and not by 'dax-kmem enable'; remove it there",
			  entry->file, entry->line);
		return DK_USAGE;
	}
	rc = file_remove(path);
	if (rc)
		return rc;
	/* with none of these directories udev's rule starts nothing; others' files keep it */
	*strrchr(path, '/') = '\0';
	rmdir(path);
	return still_listed(instance, uuid, target);
}

/* The one instance that carries it, if it is there and can be read. */
static const struct instance *present(struct instances *all, const char *target)
{
	const struct instance *instance = NULL;
	size_t i;
	uuid_t uuid;

	if (uuid_parse(target, uuid) || instances_discover(all))
		return NULL;
	for (i = 0; !instance && i < all->count; i++) {
		if (!uuid_compare(all->list[i].uuid, uuid))
			instance = &all->list[i];
	}
	return instance;
}

int command_disable(const struct request *request)
{
	const struct instance *instance;
	const struct entry *entry;
	struct instances all = { 0 };
	struct config config;
	enum exit_code rc;
	uuid_t uuid;

	rc = lock_take(LOCK_SECONDS);
	if (rc)
		return rc;
	/* a UUID that is listed is enough: its device may be gone for ever */
	if (config_load(&config) && !uuid_parse(request->targets[0], uuid)) {
		entry = config_find_uuid(&config, uuid);
		if (entry) {
			rc = disable(entry, present(&all, request->targets[0]), uuid,
				     request->targets[0]);
			instances_free(&all);
			config_free(&config);
			return rc;
		}
	}
	config_free(&config);
	rc = prepare(request, &config, &all, &instance);
	if (!rc)
		rc = disable(config_find(&config, instance), instance, instance->uuid,
			     request->targets[0]);
	instances_free(&all);
	config_free(&config);
	return rc;
}
