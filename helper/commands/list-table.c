// SPDX-License-Identifier: GPL-2.0-only
/* Instances as a table, and as JSON. */
#include <errno.h>
#include <string.h>

#include "base/log.h"
#include "base/need-library.h"
#include "base/printable.h"
#include "commands/libsmartcols.h"
#include "commands/list-table.h"

static int add_columns(struct libscols_table *table, const struct columns *columns)
{
	size_t i;

	for (i = 0; i < columns->count; i++) {
		const struct column *column = columns->list[i];

		if (!scols.table_new_column(table, column->name, 0,
					    column->flags & RIGHT ? SCOLS_FL_RIGHT : 0))
			return -ENOMEM;
	}
	return 0;
}

/* libsmartcols escapes what the user's locale cannot print, as a label may contain anything. */
static int add_instance_line(struct libscols_table *table, const struct columns *columns,
			     const struct instance *instance, const struct table_form *form)
{
	struct libscols_line *line = scols.table_new_line(table, NULL);
	int rc = line ? 0 : -ENOMEM;
	char text[VALUE_TEXT_MAX];
	size_t i;

	for (i = 0; !rc && i < columns->count; i++) {
		struct value value = { .type = VALUE_NONE };

		columns->list[i]->get(&value, instance);
		value_format(text, &value, form->bytes);
		/* between quotation marks, nothing can stand for nothing */
		if (value.type == VALUE_NONE && form->pairs)
			text[0] = '\0';
		rc = scols.line_set_data(line, i, text);
	}
	return rc;
}

enum exit_code list_print_table(const struct instances *all, const struct columns *columns,
				const struct table_form *form)
{
	struct libscols_table *table;
	enum exit_code code;
	size_t i;
	int rc;

	code = need_library(&libsmartcols);
	if (code)
		return code;
	printable_use_locale();
	table = scols.new_table();
	rc = table ? scols.table_enable_raw(table, form->raw) : -ENOMEM;
	if (!rc)
		rc = scols.table_enable_export(table, form->pairs);
	if (!rc)
		rc = scols.table_enable_noheadings(table, form->no_headings);
	if (!rc)
		rc = add_columns(table, columns);
	for (i = 0; !rc && i < all->count; i++)
		rc = add_instance_line(table, columns, &all->list[i], form);
	if (!rc)
		rc = scols.print_table(table);
	scols.unref_table(table);
	if (!rc)
		return DK_DONE;
	log_error("cannot print: %s", strerror(-rc));
	return DK_FAILED;
}

struct json_object *instances_json(const struct instances *all, const struct columns *columns)
{
	struct json_object *list = json_new_list();
	size_t i;

	for (i = 0; i < all->count; i++) {
		if (json_list_add(list, instance_json(&all->list[i], columns))) {
			json_free(list);
			return NULL;
		}
	}
	return list;
}
