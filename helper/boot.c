// SPDX-License-Identifier: GPL-2.0-only
/* What happens at boot: enable, disable, check-config, and auto, which the unit runs. */
#include <errno.h>
#include <fcntl.h>
#include <libsmartcols.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bounded.h"
#include "command.h"
#include "config.h"
#include "lock.h"
#include "log.h"
#include "output.h"
#include "sysfs.h"
#include "target.h"
#include "util.h"

/* The file that enable writes for an instance, and disable removes. */
static int own_file(char *path, const uuid_t uuid, const char *prefix, const char *suffix)
{
	char text[UUID_STR_LEN];

	uuid_unparse_lower(uuid, text);
	return sysfs_path(path, CONFIG_DIR "/%s%s.conf%s", prefix, text, suffix);
}

static enum exit_code cannot(const char *path, int error)
{
	log_error("%s: %s; %s", path, strerror(error),
		  error == EACCES || error == EPERM ? "run as root" : "is /etc writable?");
	return error == EACCES || error == EPERM || error == EROFS ? DK_PERMISSION : DK_FAILED;
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

static void print_entry(FILE *stream, const struct instance *instance, const struct wish *wish)
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
}

/* A whole file or none: written beside it, and renamed. */
static enum exit_code write_entry(const char *path, const char *temporary,
				  const struct instance *instance, const struct wish *wish)
{
	FILE *stream = NULL;
	int fd, error;

	unlink(temporary);
	fd = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0644);
	if (fd >= 0)
		stream = fdopen(fd, "w");
	if (!stream)
		return cannot(temporary, errno);
	print_entry(stream, instance, wish);
	error = fflush(stream) || fsync(fd) ? errno : 0;
	if (fclose(stream) && !error)
		error = errno;
	if (!error && rename(temporary, path))
		error = errno;
	if (!error)
		return DK_DONE;
	unlink(temporary);
	return cannot(path, error);
}

static enum exit_code enable(const struct request *request, const struct config *config,
			     const struct instance *instance)
{
	const struct entry *entry = config_find(config, instance);
	char dir[SYSFS_PATH_MAX], path[SYSFS_PATH_MAX], temporary[SYSFS_PATH_MAX];
	enum exit_code rc;

	if (own_file(path, instance->uuid, "", "") ||
	    own_file(temporary, instance->uuid, ".", ".new") || sysfs_path(dir, CONFIG_DIR))
		return DK_FAILED;
	if (entry && strcmp(entry->file, path)) {
		log_error("%s:%u: lists it already; change it there", entry->file, entry->line);
		return DK_USAGE;
	}
	if (mkdir(dir, 0755) && errno != EEXIST)
		return cannot(dir, errno);
	rc = write_entry(path, temporary, instance, &request->wish);
	if (!rc)
		log_info("%s: RAM at every boot from now on, by %s", request->targets[0], path);
	return rc;
}

int command_enable(const struct request *request)
{
	const struct instance *instance;
	struct instances all;
	struct config config;
	enum exit_code rc;

	rc = lock_take();
	if (rc)
		return rc;
	rc = prepare(request, &config, &all, &instance);
	if (!rc)
		rc = enable(request, &config, instance);
	instances_free(&all);
	config_free(&config);
	return rc;
}

static enum exit_code disable(const struct entry *entry, const uuid_t uuid, const char *target)
{
	char path[SYSFS_PATH_MAX];

	if (own_file(path, uuid, "", ""))
		return DK_FAILED;
	if (!entry) {
		log_info("%s: the configuration does not list it", target);
		return DK_DONE;
	}
	if (strcmp(entry->file, path)) {
		log_error("%s:%u: lists it, and not by 'dax-kmem enable'; remove it there",
			  entry->file, entry->line);
		return DK_USAGE;
	}
	if (unlink(path))
		return cannot(path, errno);
	log_info("%s: no RAM at boot any more", target);
	return DK_DONE;
}

int command_disable(const struct request *request)
{
	const struct instance *instance;
	const struct entry *entry;
	struct instances all = { 0 };
	struct config config;
	enum exit_code rc;
	uuid_t uuid;

	rc = lock_take();
	if (rc)
		return rc;
	/* a UUID that is listed is enough: its device may be gone for ever */
	if (config_load(&config) && !uuid_parse(request->targets[0], uuid)) {
		entry = config_find_uuid(&config, uuid);
		if (entry) {
			rc = disable(entry, uuid, request->targets[0]);
			config_free(&config);
			return rc;
		}
	}
	config_free(&config);
	rc = prepare(request, &config, &all, &instance);
	if (!rc)
		rc = disable(config_find(&config, instance), instance->uuid, request->targets[0]);
	instances_free(&all);
	config_free(&config);
	return rc;
}

/* "dax_kmem.disable=1" on the kernel's command line */
static bool is_switched_off(void)
{
	char words[SYSFS_VALUE_MAX], *word, *rest = words;

	if (sysfs_read(words, sizeof(words), "/proc/cmdline"))
		return false;
	while ((word = strsep(&rest, " "))) {
		if (!strcmp(word, "dax_kmem.disable=1"))
			return true;
	}
	return false;
}

static const struct instance *find_device(const struct instances *all, const char *device)
{
	size_t i;

	for (i = 0; i < all->count; i++) {
		if (!strcmp(all->list[i].device, device))
			return &all->list[i];
	}
	return NULL;
}

/*
 * Only when this is the only run are the other devices read: at boot there is a run for each, and
 * a device that is being bound is locked.
 */
static enum exit_code attach_listed(const char *device, const struct entry *entry,
				    unsigned int timeout)
{
	const struct instance *instance;
	struct instances all;
	struct instance now;
	enum exit_code rc;

	rc = lock_take();
	if (!rc)
		rc = instances_discover(&all);
	if (rc)
		return rc;
	instance = find_device(&all, device);
	if (instance) {
		bounded_catch_signals();
		rc = attach_instance(&all, instance, &entry->wish, timeout, &now);
	} else {
		log_error("%s: it has gone away meanwhile", device);
		rc = DK_GONE;
	}
	instances_free(&all);
	return rc;
}

static enum exit_code run_auto(const struct request *request, const struct config *config)
{
	const char *device = request->targets[0];
	const struct entry *entry = NULL;
	struct instance instance;

	/* a seed, or gone again: udev is told of those too */
	if (!instance_read(&instance, device))
		entry = config_find(config, &instance);
	if (!entry) {
		log_debug("%s: the configuration does not list it", device);
		return DK_DONE;
	}
	log_info("%s: listed in %s:%u", device, entry->file, entry->line);
	return attach_listed(device, entry, request->timeout);
}

int command_auto(const struct request *request)
{
	struct config config;
	enum exit_code rc = DK_DONE;

	if (is_switched_off()) {
		log_info("%s: left alone, as dax_kmem.disable=1 asks", request->targets[0]);
		return DK_DONE;
	}
	if (!config_load(&config)) {
		log_error("the configuration has errors; nothing is attached before they are "
			  "mended");
		rc = DK_USAGE;
	} else if (config.count) {
		rc = run_auto(request, &config);
	}
	config_free(&config);
	return rc;
}

static int print_entries(const struct config *config, bool json)
{
	static const char *const names[] = { "uuid", "name", "zone", "memmap", "node", "file" };
	struct libscols_table *table = scols_new_table();
	char uuid[UUID_STR_LEN], node[16], file[SYSFS_PATH_MAX + 16];
	int rc = table ? 0 : -ENOMEM;
	size_t i, n;

	if (!rc) {
		scols_table_set_name(table, "sections");
		rc = scols_table_enable_json(table, json);
	}
	for (i = 0; !rc && i < ARRAY_SIZE(names); i++)
		rc = scols_table_new_column(table, names[i], 0, 0) ? 0 : -ENOMEM;
	for (i = 0; !rc && i < config->count; i++) {
		const struct entry *entry = &config->entries[i];
		struct libscols_line *line = scols_table_new_line(table, NULL);
		const char *const texts[] = { uuid, entry->name, zone_names[entry->wish.zone],
					      memmap_names[entry->wish.memmap], node, file };

		uuid[0] = '\0';
		if (!uuid_is_null(entry->uuid))
			uuid_unparse_lower(entry->uuid, uuid);
		snprintf(node, sizeof(node), entry->wish.node < 0 ? "auto" : "%d",
			 entry->wish.node);
		snprintf(file, sizeof(file), "%s:%u", entry->file, entry->line);
		for (n = 0; line && !rc && n < ARRAY_SIZE(texts); n++)
			rc = texts[n][0] ? scols_line_set_data(line, n, texts[n]) : 0;
		rc = line ? rc : -ENOMEM;
	}
	if (!rc)
		rc = scols_print_table(table);
	scols_unref_table(table);
	return rc;
}

int command_check_config(const struct request *request)
{
	struct config config;
	enum exit_code rc = DK_DONE;

	if (!config_load(&config))
		rc = DK_USAGE;
	else if (print_entries(&config, request->json))
		rc = DK_FAILED;
	else
		log_info("%zu sections in %zu files, no error", config.count, config.n_files);
	config_free(&config);
	return rc;
}
