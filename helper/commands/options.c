// SPDX-License-Identifier: GPL-2.0-only
/* From the words of a command line to a request. */
#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "base/log.h"
#include "commands/all.h"
#include "commands/option-getopt.h"
#include "commands/option-help.h"
#include "commands/option-table.h"
#include "commands/options.h"

/* All that may stand behind the options. */
#define TAKES_WORDS	(TAKES_TARGETS | TAKES_LIST | TAKES_DEVICE | TAKES_COMMAND | \
			 TAKES_LINE)

static bool asks_for_something(const struct wish *wish)
{
	return wish->given || wish->force || !wish->online;
}

static bool asks_for_table(const struct request *request)
{
	return request->columns || request->all_columns || request->table.raw ||
	       request->table.pairs || request->table.no_headings;
}

static bool has_all(const struct request *request)
{
	int i;

	for (i = 0; i < request->n_targets; i++) {
		if (!strcmp(request->targets[i], TARGET_ALL))
			return true;
	}
	return false;
}

static bool check_usage(const struct command *command, const struct request *request)
{
	const char *fault = NULL;

	if (command->takes & TAKES_TARGETS && !request->n_targets)
		fault = "no target given";
	else if (command->takes & TAKES_DEVICE && request->n_targets > 1)
		fault = "takes one device, or none";
	else if (command->takes & TAKES_COMMAND && request->n_targets > 1)
		fault = "takes one command, or none";
	else if (!(command->takes & TAKES_WORDS) && request->n_targets)
		fault = "takes no target";
	else if (command->takes & TAKES_ALL && has_all(request) && request->n_targets > 1)
		fault = "the target 'all' stands alone";
	else if (command->takes & TAKES_TARGETS && !(command->takes & TAKES_ALL) &&
		 has_all(request))
		fault = "there is no 'all' for this: name each device, as what is stored in it is "
			"lost; 'dax-kmem auto' attaches all that is listed";
	else if (wish_asks(&request->wish, SETTING_ZONE) && !request->wish.online)
		fault = "--zone and --no-online exclude each other";
	else if (request->goal == GOAL_DETACH && asks_for_something(&request->wish))
		fault = "--for detach takes none of attach's options";
	else if (request->table.raw + request->table.pairs + request->json > 1)
		fault = "--raw, --pairs and --json exclude each other";
	else if (request->columns && request->all_columns)
		fault = "--output and --output-all exclude each other";
	else if (request->blocks && asks_for_table(request))
		fault = "--blocks draws no table: leave out the options of tables";
	if (fault)
		log_error("%s: %s", command->name, fault);
	return !fault;
}

static bool take_option(const struct option_row *row, const struct command *command,
			struct request *request)
{
	if (!row)
		return false;
	if (option_belongs(row, command))
		return option_set(row, request, optarg);
	if (command)
		log_error("--%s: %s has no such option", row->name, command->name);
	else
		log_error("--%s: give a command first", row->name);
	return false;
}

static void show_what_is_asked(const struct request *request, const struct command *command,
			       const struct command *commands)
{
	if (request->show == SHOW_HELP)
		help_print(command, commands);
	else
		help_print_version();
}

int options_find_command(int argc, char **argv, bool *clear)
{
	struct getopt_table table;
	int at, option;

	/* "+": stop at the first word that is neither an option nor behind one */
	getopt_table_make(&table, "+", NULL);
	opterr = 0;	/* options_parse() finds the same errors, when the command is known */
	*clear = true;
	while ((option = getopt_long(argc, argv, table.letters, table.longs, NULL)) != -1)
		*clear = *clear && option != '?';
	at = optind < argc ? optind : 0;
	opterr = 1;
	optind = 0;	/* glibc: begin anew */
	return at;
}

enum options_result options_parse(int argc, char **argv, const struct command *command,
				  const struct command *commands, struct request *request)
{
	struct getopt_table table;
	int option;

	getopt_table_make(&table, "", command);
	while ((option = getopt_long(argc, argv, table.letters, table.longs, NULL)) != -1) {
		if (!take_option(getopt_table_row(&table, option), command, request))
			return OPTIONS_BAD;
		if (request->show) {
			show_what_is_asked(request, command, commands);
			return OPTIONS_DONE;
		}
	}
	if (!command) {
		log_error("no command given");
		return OPTIONS_BAD;
	}
	request->targets = argv + optind;
	request->n_targets = argc - optind;
	return check_usage(command, request) ? OPTIONS_RUN : OPTIONS_BAD;
}
