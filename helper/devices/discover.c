// SPDX-License-Identifier: GPL-2.0-only
/* Finds instances and reads their state, whichever bus they are on. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/ask-in-child.h"
#include "base/log.h"
#include "base/signals.h"
#include "devices/bus.h"
#include "devices/dax-read.h"
#include "devices/discover.h"
#include "devices/driver.h"
#include "devices/nd-read.h"

#define PATIENCE_MS	10000	/* how long to wait for a device that is locked */

static const struct bus *bus_of(enum kind kind)
{
	return kind == KIND_PMEM ? &nd_bus : &dax_bus;
}

static void count_blocks(struct instance *instance)
{
	unsigned char *zones = malloc(instance->blocks.count);

	if (!zones || instance_block_zones(instance, zones))
		instance->blocks.count = 0;
	blocks_summary(zones, instance->blocks.count, &instance->blocks_online, &instance->zone);
	free(zones);
}

static enum state state_of(const struct instance *instance)
{
	if (!instance->driver[0])
		return STATE_UNBOUND;
	if (!strcmp(instance->driver, bus_of(instance->id.kind)->ram_driver)) {
		if (!instance->blocks.count)
			return STATE_UNKNOWN;
		if (!instance->blocks_online)
			return STATE_OFFLINE;
		return instance->blocks_online == instance->blocks.count ? STATE_RAM :
									   STATE_PARTIAL;
	}
	return instance_is_devdax(instance) ? STATE_DEVDAX : STATE_OTHER;
}

static int read_blocking(struct instance *instance, const char *device, enum kind kind)
{
	int rc = bus_of(kind)->read(instance, device);

	if (rc)
		return rc;
	if (instance->blocks.count)
		count_blocks(instance);
	instance->state = state_of(instance);
	instance->examined = true;
	return 0;
}

int instance_read_blocking(struct instance *instance, const char *device)
{
	return read_blocking(instance, device, KIND_PMEM);
}

/* What a child has read of one device. */
struct answer {
	int rc;
	struct instance instance;
};

/* This and the next function run in the child. */
static void identify_in_child(size_t i, void *answer, void *data)
{
	const struct instance *list = data;
	struct answer *found = answer;

	found->rc = bus_of(list[i].id.kind)->identify(&found->instance, list[i].device);
}

static void examine_in_child(size_t i, void *answer, void *data)
{
	const struct instance *list = data;
	struct answer *found = answer;

	found->rc = read_blocking(&found->instance, list[i].device, list[i].id.kind);
}

/*
 * Reads all devices in a list. Devices that are gone, and seeds, are removed from the list. For a
 * device that is locked, what was known before is kept, with STATE_LOCKED.
 */
static int ask_about_all(struct instances *all, void (*what)(size_t i, void *answer, void *data),
			 int patience_ms)
{
	struct answer *answers = calloc(all->count, sizeof(*answers));
	bool *answered = calloc(all->count, sizeof(*answered));
	const struct questions questions = {
		all->count, sizeof(*answers), what, all->list, answers, answered
	};
	size_t i, count = 0;
	int rc = -ENOMEM;

	if (!all->count)
		rc = 0;
	else if (answers && answered)
		rc = ask_in_child(&questions, patience_ms);
	for (i = 0; (!rc || rc == -ETIMEDOUT) && i < all->count; i++) {
		if (!answered[i]) {
			all->list[i].state = STATE_LOCKED;
			all->list[count++] = all->list[i];
		} else if (!answers[i].rc) {
			all->list[count++] = answers[i].instance;
		} else if (answers[i].rc != -ENODEV) {
			rc = answers[i].rc;
		}
	}
	if (!rc || rc == -ETIMEDOUT)
		all->count = count;
	free(answered);
	free(answers);
	return rc;
}

int instance_read(struct instance *instance, const char *device)
{
	struct instance one = { 0 };
	struct instances all = { &one, 1 };
	int rc;

	if (strlen(device) >= NAME_LEN)
		return -ENODEV;
	strcpy(one.device, device);
	rc = ask_about_all(&all, examine_in_child, PATIENCE_MS);
	if (!rc && !all.count)
		rc = -ENODEV;
	if (!rc)
		*instance = one;
	return rc;
}

int instance_read_after(struct instance *instance, const char *device)
{
	int rc;

	signals_protect(true);
	rc = instance_read(instance, device);
	signals_protect(false);
	return rc;
}

void instance_say_locked(const struct instance *instance)
{
	char uuid[UUID_STR_LEN];

	uuid_unparse_lower(instance->id.uuid, uuid);
	log_error("%s: %s: the kernel keeps this device locked: something binds or unbinds it, or "
		  "waits for a page; try again when that has ended", instance->device, uuid);
}

enum exit_code instance_again(struct instance *now, const struct instance *known)
{
	struct instance read;
	int rc = instance_read(&read, known->device);

	if (!rc && !uuid_compare(read.id.uuid, known->id.uuid)) {
		*now = read;
		return DK_DONE;
	}
	if (rc == -ETIMEDOUT) {
		instance_say_locked(known);
		return DK_TIMEOUT;
	}
	if (rc == -EINTR) {
		log_error("%s: interrupted", known->device);
		return DK_FAILED;
	}
	if (rc && rc != -ENODEV) {
		log_error("%s: it cannot be read: %s", known->device, strerror(-rc));
		return DK_FAILED;
	}
	log_error("%s: it has gone away meanwhile", known->device);
	return DK_GONE;
}

/* @kind tells the bus; which kind it is of those on the dax bus is known when it is read. */
static int add_instance(struct instances *all, const char *device, enum kind kind)
{
	struct instance *list;

	if (strlen(device) >= NAME_LEN)
		return 0;
	list = realloc(all->list, (all->count + 1) * sizeof(*list));
	if (!list)
		return -ENOMEM;
	all->list = list;
	list += all->count++;
	memset(list, 0, sizeof(*list));
	strcpy(list->device, device);
	list->id.kind = kind;
	return 0;
}

static int add_from_nd_bus(const char *device, void *data)
{
	return add_instance(data, device, KIND_PMEM);
}

static int add_from_dax_bus(const char *device, void *data)
{
	return add_instance(data, device, KIND_HMEM);
}

static enum exit_code find_instances(struct instances *all, bool every_kind)
{
	int rc;

	memset(all, 0, sizeof(*all));
	rc = nd_bus.each(add_from_nd_bus, all);
	if (!rc && every_kind)
		rc = dax_bus.each(add_from_dax_bus, all);
	if (!rc)
		rc = ask_about_all(all, identify_in_child, PATIENCE_MS);
	if (!rc)
		return DK_DONE;
	instances_free(all);
	if (rc == -ETIMEDOUT) {
		log_error("the kernel keeps the nd bus locked; try again when what it does has "
			  "ended");
		return DK_TIMEOUT;
	}
	log_error("the nd bus cannot be read: %s; is /sys mounted?", strerror(-rc));
	return DK_FAILED;
}

enum exit_code instances_discover(struct instances *all)
{
	return find_instances(all, false);
}

enum exit_code instances_discover_every_kind(struct instances *all)
{
	return find_instances(all, true);
}

enum exit_code instances_examine(struct instances *all, unsigned int seconds)
{
	int rc = ask_about_all(all, examine_in_child, seconds * 1000);

	if (!rc || rc == -ETIMEDOUT)
		return DK_DONE;
	if (rc == -EINTR)
		log_error("interrupted");
	else
		log_error("the nd bus cannot be read: %s; is /sys mounted?", strerror(-rc));
	return DK_FAILED;
}

const struct instance *instances_find(const struct instances *all, const char *device)
{
	size_t i;

	for (i = 0; i < all->count; i++) {
		if (!strcmp(all->list[i].device, device))
			return &all->list[i];
	}
	return NULL;
}

void instances_free(struct instances *all)
{
	free(all->list);
	memset(all, 0, sizeof(*all));
}

int instance_block_zones(const struct instance *instance, unsigned char *zones)
{
	return bus_of(instance->id.kind)->block_zones(instance, zones);
}

int instance_bad_block(const struct instance *instance, struct bad_block *bad)
{
	return nd_bad_block(instance, bad);
}

uint64_t instance_region_available(const struct instance *instance)
{
	return nd_region_available(instance);
}

bool instance_is_ours(const struct instance *instance)
{
	return !strcmp(instance->driver, driver_ours);
}

bool instance_is_devdax(const struct instance *instance)
{
	/* on the dax bus, the stock driver of device-dax is device_dax */
	if (instance->id.kind != KIND_PMEM)
		return !strcmp(instance->driver, DAX_DRIVER_DEVDAX);
	return driver_is_stock(instance->driver) &&
	       (!instance->dax_driver[0] || !strncmp(instance->dax_driver, DAX_DRIVER_DEVDAX, 10));
}
