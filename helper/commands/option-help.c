// SPDX-License-Identifier: GPL-2.0-only
/* What is made from the option table for people. */
#include <stdio.h>

#include "base/log.h"
#include "commands/help-json.h"
#include "commands/instance-columns.h"
#include "commands/option-help.h"
#include "commands/option-table.h"
#include "commands/report.h"

static void print_option(const struct option_row *row)
{
	char left[64];

	snprintf(left, sizeof(left), "%s--%s%s%s",
		 row->letter ? (char[]){ '-', row->letter, ',', ' ', '\0' } : "    ",
		 row->name, row->argument ? " " : "", row->argument ? row->argument : "");
	printf("  %-32s %s\n", left, row->help);
}

static void print_targets(void)
{
	printf("\nTARGET is a UUID (of the info block, or of the label), namespaceX.Y,\n"
	       "/dev/daxX.Y, or daxX.Y.\n");
}

static void print_command_help(const struct command *command)
{
	const struct option_row *rows;
	size_t count, i;

	printf("Usage: dax-kmem %s [OPTIONS]%s%s\n%s: %s.\n", command->name,
	       command->arguments[0] ? " " : "", command->arguments, command->name, command->help);
	if (command->takes & (TAKES_TARGETS | TAKES_LIST))
		print_targets();
	printf("\nOptions:\n");
	rows = option_rows(&count);
	for (i = 0; i < count; i++) {
		if (option_belongs(&rows[i], command))
			print_option(&rows[i]);
	}
	if (command->takes & TAKES_LIST)
		columns_print_help();
}

/* "Options of plan, attach, enable:" */
static void print_title(unsigned int takes, const struct command *commands)
{
	const char *separator = "";

	printf("\nOptions of ");
	if (!takes)
		printf("every command");
	for (; commands->name; commands++) {
		if (!(commands->takes & takes))
			continue;
		printf("%s%s", separator, commands->name);
		separator = ", ";
	}
	printf(":\n");
}

/* Prints the option of row @first, and all others that the same commands take. */
static void print_group(const struct option_row *rows, size_t count, size_t first,
			const struct command *commands)
{
	size_t i;

	for (i = 0; i < first; i++) {
		if (rows[i].takes == rows[first].takes)
			return;		/* printed with that one */
	}
	print_title(rows[first].takes, commands);
	for (i = first; i < count; i++) {
		if (rows[i].takes == rows[first].takes)
			print_option(&rows[i]);
	}
}

static void print_help(const struct command *commands)
{
	const struct option_row *rows;
	const struct command *command;
	size_t count, i;

	printf("Usage: dax-kmem [OPTIONS] COMMAND [OPTIONS] [TARGET...]\n"
	       "Persistent memory as system RAM.\n\n"
	       "Commands:\n");
	for (command = commands; command->name; command++) {
		if (!(command->takes & TAKES_LINE))
			printf("  %-12s %-11s %s\n", command->name, command->arguments,
			       command->help);
	}
	print_targets();
	rows = option_rows(&count);
	for (i = 0; i < count; i++)
		print_group(rows, count, i, commands);
	printf("\nExit status: 0 done or already so, 1 failed, 2 usage or configuration,\n"
	       "3 no such device or ambiguous, 4 the device went away, 5 busy, 6 rolled back\n"
	       "or partly done, 7 unsuitable, 8 module missing or refused, 9 no permission,\n"
	       "10 timed out.\n");
}

void help_show(const struct command *command, const struct command *commands)
{
	if (log_json)
		report_add("commands", help_json(command, commands));
	else if (command)
		print_command_help(command);
	else
		print_help(commands);
}

void help_show_version(void)
{
	if (log_json)
		report_add("version", json_new_text(DAX_KMEM_VERSION));
	else
		printf("dax-kmem %s\n", DAX_KMEM_VERSION);
}
