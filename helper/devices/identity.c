// SPDX-License-Identifier: GPL-2.0-only
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "devices/identity.h"

const char *const kind_names[KINDS] = {
	[KIND_PMEM] = "pmem",
	[KIND_CXL] = "cxl",
	[KIND_HMEM] = "hmem",
};

const char *kind_explain(enum kind kind)
{
	static const char *const words[KINDS] = {
		[KIND_PMEM] = "persistent memory",
		[KIND_CXL] = "volatile CXL memory",
		[KIND_HMEM] = "soft-reserved memory",
	};

	return words[kind];
}

static bool same_extents(const struct identity *a, const struct identity *b)
{
	size_t i;

	if (!a->n_extents || a->n_extents != b->n_extents)
		return false;
	for (i = 0; i < a->n_extents; i++) {
		const struct cxl_extent *one = &a->extents[i], *other = &b->extents[i];

		if (one->serial != other->serial || one->start != other->start ||
		    one->size != other->size)
			return false;
	}
	return true;
}

bool identity_same(const struct identity *a, const struct identity *b)
{
	if (a->kind != b->kind)
		return false;
	switch (a->kind) {
	case KIND_PMEM:
		return !uuid_is_null(a->uuid) && !uuid_compare(a->uuid, b->uuid);
	case KIND_CXL:
		return same_extents(a, b);
	default:
		return a->end && a->start == b->start && a->end == b->end;
	}
}

static void put_extents(char *text, const struct identity *identity)
{
	size_t i;

	text += sprintf(text, "cxl");
	for (i = 0; i < identity->n_extents; i++) {
		const struct cxl_extent *extent = &identity->extents[i];

		text += sprintf(text, "%c%#" PRIx64, i ? ',' : ':', extent->serial);
	}
	/* every device gives the same part of itself: the decoders are programmed alike */
	if (identity->extents[0].start)
		sprintf(text, "@%#" PRIx64, identity->extents[0].start);
}

void identity_text(char *text, const struct identity *identity)
{
	text[0] = '\0';
	if (identity->kind == KIND_PMEM && !uuid_is_null(identity->uuid))
		uuid_unparse_lower(identity->uuid, text);
	else if (identity->kind == KIND_CXL && identity->n_extents)
		put_extents(text, identity);
	else if (identity->kind == KIND_HMEM && identity->end)
		sprintf(text, "hmem:%#" PRIx64 "-%#" PRIx64, identity->start, identity->end);
}
