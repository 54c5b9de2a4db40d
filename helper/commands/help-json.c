// SPDX-License-Identifier: GPL-2.0-only
/* What is made from the tables of commands and options for programs. */
#include "base/json.h"
#include "commands/help-json.h"
#include "commands/option-table.h"

static struct json_object *option_json(const struct option_row *row)
{
	struct json_object *object = json_new_object();
	char letter[] = { row->letter, '\0' };
	int rc;

	rc = json_add_text(object, "name", row->name);
	rc |= json_add_text(object, "letter", letter);
	rc |= json_add_text(object, "argument", row->argument);
	rc |= json_add_text(object, "help", row->help);
	if (!rc)
		return object;
	json_free(object);
	return NULL;
}

static struct json_object *options_json(const struct command *command)
{
	struct json_object *list = json_new_list();
	const struct option_row *rows;
	size_t count, i;

	rows = option_rows(&count);
	for (i = 0; i < count; i++) {
		if (!option_belongs(&rows[i], command))
			continue;
		if (json_list_add(list, option_json(&rows[i]))) {
			json_free(list);
			return NULL;
		}
	}
	return list;
}

static struct json_object *command_json(const struct command *command)
{
	struct json_object *object = json_new_object();
	int rc;

	rc = json_add_text(object, "name", command->name);
	rc |= json_add_text(object, "arguments", command->arguments);
	rc |= json_add_text(object, "help", command->help);
	rc |= json_add(object, "options", options_json(command));
	if (!rc)
		return object;
	json_free(object);
	return NULL;
}

struct json_object *help_json(const struct command *command, const struct command *commands)
{
	struct json_object *list = json_new_list();
	int rc = 0;

	if (command)
		rc = json_list_add(list, command_json(command));
	for (; !rc && !command && commands->name; commands++) {
		/* shells alone ask for words of a line */
		if (!(commands->takes & TAKES_LINE))
			rc = json_list_add(list, command_json(commands));
	}
	if (!rc)
		return list;
	json_free(list);
	return NULL;
}
