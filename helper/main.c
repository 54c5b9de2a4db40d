// SPDX-License-Identifier: GPL-2.0-only
/* dax-kmem: the command table. */
#include <stdio.h>
#include <string.h>

#include "base/exit.h"
#include "base/libjson-c.h"
#include "base/log.h"
#include "base/need-library.h"
#include "base/startup.h"
#include "base/sysfs.h"
#include "commands/command.h"
#include "commands/complete.h"
#include "commands/option-help.h"
#include "commands/options.h"
#include "commands/report.h"

static int command_help(const struct request *request);
static int command_version(const struct request *request);
static int command_complete(const struct request *request);

static const struct command commands[] = {
	{ "list", command_list, TAKES_LIST, "[TARGET...]",
	  "every pmem device-dax instance, RAM or not" },
	{ "status", command_status, 0, "",
	  "the whole machine, and whether what is listed is RAM" },
	{ "plan", command_plan, TAKES_TARGETS | TAKES_WISH | TAKES_ONLINE | TAKES_GOAL,
	  "TARGET...", "what attach or detach would do, and what stops it" },
	{ "attach", command_attach,
	  TAKES_TARGETS | TAKES_WISH | TAKES_ONLINE | TAKES_DRY_RUN | TAKES_TIMEOUT, "TARGET...",
	  "make it RAM, every block online in the wanted zone" },
	{ "detach", command_detach,
	  TAKES_TARGETS | TAKES_ALL | TAKES_OFFLINE | TAKES_DRY_RUN | TAKES_TIMEOUT, "TARGET...",
	  "make it a device-dax instance again" },
	{ "enable", command_enable,
	  TAKES_TARGETS | TAKES_WISH | TAKES_EARLY | TAKES_NOW | TAKES_TIMEOUT, "TARGET...",
	  "attach it at every boot from now on" },
	{ "disable", command_disable, TAKES_TARGETS | TAKES_ALL | TAKES_NOW | TAKES_TIMEOUT,
	  "TARGET...", "stop attaching it at boot" },
	{ "auto", command_auto, TAKES_DEVICE | TAKES_TAKEN | TAKES_TIMEOUT, "[DEVICE]",
	  "attach what the configuration lists (for systemd)" },
	{ "check-config", command_check_config, 0, "",
	  "look for errors in the configuration" },
	{ "help", command_help, TAKES_COMMAND, "[COMMAND]",
	  "the options of a command, or all commands and options" },
	{ "version", command_version, 0, "",
	  "the version of this command" },
	{ "complete", command_complete, TAKES_LINE, "-- WORD...",
	  "what may stand in place of the last word (for shells)" },
	{ NULL },
};

static int usage_error(const struct command *command)
{
	if (log_json)
		return DK_USAGE;
	fprintf(stderr, "Try 'dax-kmem %s%s--help'.\n", command ? command->name : "",
		command ? " " : "");
	return DK_USAGE;
}

/* Return: NULL when there is no such command. */
static const struct command *find_command(const char *name)
{
	const struct command *command;

	for (command = commands; command->name; command++) {
		if (!strcmp(command->name, name))
			return command;
	}
	return NULL;
}

static void say_no_command(const char *name)
{
	log_error("%.32s: no such command", name);
}

static int command_help(const struct request *request)
{
	const struct command *command = NULL;

	if (request->n_targets) {
		command = find_command(request->targets[0]);
		if (!command) {
			say_no_command(request->targets[0]);
			return usage_error(NULL);
		}
	}
	help_show(command, commands);
	return DK_DONE;
}

static int command_version(const struct request *request)
{
	(void)request;
	help_show_version();
	return DK_DONE;
}

static int command_complete(const struct request *request)
{
	complete_line(commands, request->targets, request->n_targets);
	return DK_DONE;
}

/* Return: false when the command line names what is no command. */
static bool take_command(int *argc, char **argv, const struct command **command)
{
	bool clear;
	int at;

	at = options_find_command(*argc, argv, &clear);
	if (!at)
		return true;
	*command = find_command(argv[at]);
	if (!*command) {
		/* an option before it that is unknown or ambiguous is the error to be named */
		if (clear)
			say_no_command(argv[at]);
		return !clear;
	}
	/* what follows it moves up, up to the NULL at the end */
	memmove(argv + at, argv + at + 1, (*argc - at) * sizeof(*argv));
	--*argc;
	return true;
}

/* Return: DK_DONE; DK_FAILED when the message about that cannot be JSON. */
static enum exit_code start_json(void)
{
	if (log_json)
		return DK_DONE;
	if (need_library(&libjson_c))
		return DK_FAILED;
	log_json = true;
	report_start();
	return DK_DONE;
}

/* What is wrong in the command line is to be said in JSON, too, before all of it is understood. */
static bool asks_for_json(int argc, char **argv)
{
	int i;

	for (i = 1; i < argc && strcmp(argv[i], "--"); i++) {
		if (!strcmp(argv[i], "--json") || !strcmp(argv[i], "-J"))
			return true;
	}
	return false;
}

static int parse_and_run(int argc, char **argv, struct request *request)
{
	const struct command *command = NULL;

	if (!take_command(&argc, argv, &command))
		return usage_error(NULL);
	if (command)
		report_command(command);
	switch (options_parse(argc, argv, command, commands, request)) {
	case OPTIONS_DONE:
		return DK_DONE;
	case OPTIONS_BAD:
		return usage_error(command);
	default:
		break;
	}
	if (!command)
		return DK_USAGE;
	/* it may be one of several letters behind one "-" */
	if (request->json && !log_json) {
		if (start_json())
			return DK_FAILED;
		report_command(command);
	}
	request->json = log_json;
	return command->run(request);
}

int main(int argc, char **argv)
{
	struct request request = { .timeout = 300 };
	int rc;

	if (!startup_known_state())
		return DK_FAILED;
	wish_init(&request.wish);
	if (asks_for_json(argc, argv) && start_json())
		return DK_FAILED;
	rc = parse_and_run(argc, argv, &request);
	rc = report_print(rc, &request);
	if ((fflush(stdout) || ferror(stdout)) && !startup_output_is_unread()) {
		log_error("cannot write the output");
		return exit_worst(rc, DK_FAILED);
	}
	return rc;
}
