// SPDX-License-Identifier: GPL-2.0-only
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/log.h"
#include "devices/other-kinds.h"
#include "devices/other-namespaces.h"
#include "devices/target.h"

typedef bool (*match_fn)(const struct instance *instance, const void *key);

static bool match_uuid(const struct instance *instance, const void *key)
{
	return instance->id.kind == KIND_PMEM && !uuid_compare(instance->id.uuid, key);
}

static bool match_label(const struct instance *instance, const void *key)
{
	return !uuid_compare(instance->label_uuid, key);
}

static bool match_namespace(const struct instance *instance, const void *key)
{
	return !strcmp(instance->namespace, key);
}

static bool match_device(const struct instance *instance, const void *key)
{
	return !strcmp(instance->device, key);
}

static bool match_chardev(const struct instance *instance, const void *key)
{
	return !strcmp(instance->chardev, key);
}

/* Return: how many instances match; @first and @last are set to the first and last of them. */
static size_t search_instances(const struct instances *all, match_fn match, const void *key,
			       const struct instance **first, const struct instance **last)
{
	size_t i, hits = 0;

	*first = *last = NULL;
	for (i = 0; i < all->count; i++) {
		if (!match(&all->list[i], key))
			continue;
		if (!hits++)
			*first = &all->list[i];
		*last = &all->list[i];
	}
	return hits;
}

static enum exit_code take_only_match(const struct instances *all, match_fn match, const void *key,
				      const char *text, const struct instance **found)
{
	const struct instance *last;
	size_t hits = search_instances(all, match, key, found, &last);

	if (hits == 1)
		return DK_DONE;
	if (!hits)
		log_error("%s: no such device-dax instance; 'dax-kmem list' shows what there is",
			  text);
	else
		log_error("%s: %zu instances carry it, %s and %s among them; "
			  "copied media must be given a new UUID, see ndctl-create-namespace(1)",
			  text, hits, (*found)->device, last->device);
	return DK_IDENTITY;
}

/* When the name is that of a namespace in another mode, logs that and returns true. */
static bool log_if_other(const char *text,
			 bool (*answers)(const struct other *other, const void *key),
			 const void *key)
{
	struct other other;
	char why[512];

	if (!others_find(&other, answers, key))
		return false;
	other_explain(why, sizeof(why), &other);
	log_error("%s: not a device-dax instance: %s", text, why);
	return true;
}

/* When the name is that of a device of another kind, logs that and returns true. */
static bool log_if_other_kind(const char *text, const char *device)
{
	char why[512];

	if (!other_kind_explain(why, sizeof(why), device))
		return false;
	log_error("%s: %s", text, why);
	return true;
}

static enum exit_code find_by_chardev(const struct instances *all, const char *text,
				      const struct instance **found)
{
	const char *device = text + strlen("/dev/");
	const struct instance *last;

	if (!search_instances(all, match_chardev, device, found, &last) &&
	    log_if_other_kind(text, device))
		return DK_IDENTITY;
	return take_only_match(all, match_chardev, device, text, found);
}

static enum exit_code find_uuid(const struct instances *all, uuid_t uuid, const char *text,
				const struct instance **found)
{
	const struct instance *last;

	if (search_instances(all, match_uuid, uuid, found, &last))
		return take_only_match(all, match_uuid, uuid, text, found);
	if (!search_instances(all, match_label, uuid, found, &last) &&
	    log_if_other(text, other_has_uuid, uuid))
		return DK_IDENTITY;
	return take_only_match(all, match_label, uuid, text, found);
}

static enum exit_code find_namespace(const struct instances *all, const char *text,
				     const struct instance **found)
{
	const struct instance *last;

	if (!search_instances(all, match_namespace, text, found, &last) &&
	    log_if_other(text, other_is_namespace, text))
		return DK_IDENTITY;
	return take_only_match(all, match_namespace, text, text, found);
}

static enum exit_code find_dax(const struct instances *all, const char *text,
			       const struct instance **found)
{
	const struct instance *on_nd, *on_dax, *last;
	char nd_uuid[UUID_STR_LEN], dax_uuid[UUID_STR_LEN];

	search_instances(all, match_device, text, &on_nd, &last);
	search_instances(all, match_chardev, text, &on_dax, &last);
	if (!on_nd && !on_dax && log_if_other_kind(text, text))
		return DK_IDENTITY;
	if (!on_nd || !on_dax || on_nd == on_dax) {
		*found = on_nd ? on_nd : on_dax;
		return take_only_match(all, on_nd ? match_device : match_chardev, text, text,
				       found);
	}
	uuid_unparse_lower(on_nd->id.uuid, nd_uuid);
	uuid_unparse_lower(on_dax->id.uuid, dax_uuid);
	log_error("%s: two devices bear this name, %s on the nd bus and %s as /dev/%s; "
		  "give the UUID of the one you mean", text, nd_uuid, dax_uuid, text);
	return DK_IDENTITY;
}

/* Is it "<prefix>X.Y", with nothing after it? */
static bool is_numbered(const char *text, const char *prefix)
{
	size_t len = strlen(prefix);
	int part;

	if (strncmp(text, prefix, len))
		return false;
	text += len;
	for (part = 0; part < 2; part++) {
		const char *start = text;

		while (isdigit((unsigned char)*text))
			text++;
		if (text == start || text - start > 10 || (*start == '0' && text - start > 1))
			return false;
		if (*text != (part ? '\0' : '.'))
			return false;
		text++;
	}
	return true;
}

static enum exit_code find_instance(const struct instances *all, const char *text,
				    const struct instance **found)
{
	uuid_t uuid;

	if (!uuid_parse(text, uuid) && !uuid_is_null(uuid))
		return find_uuid(all, uuid, text, found);
	if (is_numbered(text, "namespace"))
		return find_namespace(all, text, found);
	if (is_numbered(text, "/dev/dax"))
		return find_by_chardev(all, text, found);
	if (is_numbered(text, "dax"))
		return find_dax(all, text, found);
	/* block devices such as /dev/pmem0 and /dev/pmem0.1s, as mount(8) shows them */
	if (!strncmp(text, "/dev/pmem", 9) &&
	    log_if_other(text, other_is_block, text + strlen("/dev/")))
		return DK_IDENTITY;
	log_error("%.64s: not a target; give a UUID, namespaceX.Y, /dev/daxX.Y or daxX.Y", text);
	return DK_USAGE;
}

enum exit_code target_find(const struct instances *all, const char *text,
			   const struct instance **found)
{
	enum exit_code rc;

	*found = NULL;
	rc = find_instance(all, text, found);
	if (rc || (*found)->id.kind != KIND_PMEM)
		return rc;
	/* whatever name was given: the module gets the UUID, so no other instance may have it */
	return take_only_match(all, match_uuid, (*found)->id.uuid, text, found);
}
