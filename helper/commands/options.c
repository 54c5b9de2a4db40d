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
	else if (command->takes & TAKES_LINE && request->json)
		fault = "prints words for shells, and no JSON";
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

/* No option has this name. It may be the beginning of several. */
static void say_no_option(const struct getopt_table *table, const char *word)
{
	const char *name = word + strspn(word, "-");
	size_t length = strcspn(name, "="), used = 0;
	const struct option *option;
	char fits[256] = "";

	for (option = table->longs; option->name && used < sizeof(fits); option++) {
		if (!strncmp(option->name, name, length))
			used += snprintf(fits + used, sizeof(fits) - used, "%s--%s",
					 used ? ", " : "", option->name);
	}
	if (used)
		log_error("%.64s: it is short for several options: %s", word, fits);
	else
		log_error("%.64s: there is no such option", word);
}

/*
 * What getopt_long() itself finds wrong. @option: what it has returned, '?' or ':'; it has put the
 * option into optopt, if it knows which one that is
 */
static void say_bad_option(const struct getopt_table *table, int option, const char *word)
{
	const struct option_row *row = optopt ? getopt_table_row(table, optopt) : NULL;

	if (row && option == ':')
		log_error("--%s: it takes %s", row->name, row->argument);
	else if (row)
		log_error("--%s: it takes no value", row->name);
	else if (optopt)
		log_error("-%c: there is no such option", optopt);
	else
		say_no_option(table, word);
}

static bool take_option(const struct option_row *row, const struct command *command,
			struct request *request)
{
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
		help_show(command, commands);
	else
		help_show_version();
}

int options_find_command(int argc, char **argv, bool *clear)
{
	struct getopt_table table;
	int at, option;

	/* "+": stop at the first word that is neither an option nor behind one */
	getopt_table_make(&table, "+", NULL);
	opterr = 0;	/* options_parse() finds the same errors, and logs them */
	*clear = true;
	while ((option = getopt_long(argc, argv, table.letters, table.longs, NULL)) != -1)
		*clear = *clear && option != '?';
	at = optind < argc ? optind : 0;
	optind = 0;	/* glibc: begin anew */
	return at;
}

enum options_result options_parse(int argc, char **argv, const struct command *command,
				  const struct command *commands, struct request *request)
{
	const struct option_row *row;
	struct getopt_table table;
	int option;

	/* ":": a missing value is told from a wrong option */
	getopt_table_make(&table, ":", command);
	while ((option = getopt_long(argc, argv, table.letters, table.longs, NULL)) != -1) {
		row = getopt_table_row(&table, option);
		if (!row)
			say_bad_option(&table, option, argv[optind - 1]);
		if (!row || !take_option(row, command, request))
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
