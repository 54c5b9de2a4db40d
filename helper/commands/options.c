// SPDX-License-Identifier: GPL-2.0-only
/* The option table, and all that is made from it: parsing, help, completion. */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/log.h"
#include "base/sysfs.h"
#include "base/util.h"
#include "commands/options.h"

enum {
	OPT_ZONE = 256,		/* from here on without a short form */
	OPT_MEMMAP,
	OPT_NODE,
	OPT_NO_ONLINE,
	OPT_FORCE,
	OPT_TIMEOUT,
	OPT_EARLY,
	OPT_JSON,
	OPT_RAW,
	OPT_BLOCKS,
	OPT_SYSROOT,
	OPT_WORDS,
};

/* @takes: the commands that have it, 0 for all of them; without @help it is not advertised */
static const struct definition {
	const char *name;
	int option;
	unsigned int takes;
	const char *argument;
	const char *help;
} definitions[] = {
	{ "zone", OPT_ZONE, TAKES_WISH, "movable|kernel|auto", "zone of the memory (movable)" },
	{ "memmap", OPT_MEMMAP, TAKES_WISH, "auto|dram|pmem",
	  "where its page array goes (auto)" },
	{ "node", OPT_NODE, TAKES_WISH, "auto|N", "NUMA node, instead of the platform's choice" },
	{ "no-online", OPT_NO_ONLINE, TAKES_ONLINE, NULL,
	  "add the memory, leave its blocks offline" },
	{ "force", OPT_FORCE, TAKES_ONLINE, NULL, "take a device that is open or mapped" },
	{ "early", OPT_EARLY, TAKES_EARLY, NULL, "before device-dax sees it" },
	{ "timeout", OPT_TIMEOUT, TAKES_TIMEOUT, "SECONDS",
	  "give up after so long (300; 0: never)" },
	{ "dry-run", 'n', TAKES_DRY_RUN, NULL, "say what would be done, do nothing" },
	{ "output", 'o', TAKES_LIST, "COLUMNS", "which columns; 'help' names them" },
	{ "raw", OPT_RAW, TAKES_LIST, NULL, "no alignment, for scripts" },
	{ "blocks", OPT_BLOCKS, TAKES_LIST, NULL, "draw every namespace, block by block" },
	{ "json", OPT_JSON, 0, NULL, "print JSON" },
	{ "verbose", 'v', 0, NULL, "say every write" },
	{ "quiet", 'q', 0, NULL, "say errors only" },
	{ "sysroot", OPT_SYSROOT, 0, "DIR", "use DIR/sys instead of /sys (for tests)" },
	{ "help", 'h', 0, NULL, "this text" },
	{ "version", 'V', 0, NULL, "the version" },
	{ "words", OPT_WORDS, 0, NULL, NULL },
};

static const struct {
	unsigned int takes;
	const char *title;
} groups[] = {
	{ TAKES_WISH, "Options of plan, attach, enable:" },
	{ TAKES_ONLINE, "Options of plan, attach:" },
	{ TAKES_EARLY, "Options of enable:" },
	{ TAKES_TIMEOUT, "Options of attach, detach, auto:" },
	{ TAKES_DRY_RUN, "Options of attach, detach:" },
	{ TAKES_LIST, "Options of list:" },
	{ 0, "Options of every command:" },
};

static bool has_option(const struct command *command, const struct definition *definition)
{
	return !definition->takes || (command && (command->takes & definition->takes));
}

static void print_option(const struct definition *definition)
{
	char left[64];

	snprintf(left, sizeof(left), "%s--%s%s%s",
		 definition->option < 256 ? (char[]){ '-', definition->option, ',', ' ', '\0' } :
					    "    ",
		 definition->name, definition->argument ? " " : "",
		 definition->argument ? definition->argument : "");
	printf("  %-32s %s\n", left, definition->help);
}

static void print_targets(void)
{
	printf("\nTARGET is a UUID (of the info block, or of the label), namespaceX.Y,\n"
	       "/dev/daxX.Y, or daxX.Y.\n");
}

static void print_command_help(const struct command *command)
{
	size_t i;

	printf("Usage: dax-kmem %s [OPTIONS]%s%s\n%s: %s.\n", command->name,
	       command->arguments[0] ? " " : "", command->arguments, command->name, command->help);
	if (command->takes & (TAKES_TARGETS | TAKES_TARGET))
		print_targets();
	printf("\nOptions:\n");
	for (i = 0; i < ARRAY_SIZE(definitions); i++) {
		if (definitions[i].help && has_option(command, &definitions[i]))
			print_option(&definitions[i]);
	}
}

static void print_help(const struct command *commands)
{
	const struct command *command;
	size_t group, i;

	printf("Usage: dax-kmem COMMAND [OPTIONS] [TARGET...]\n"
	       "Persistent memory as system RAM.\n\n"
	       "Commands:\n");
	for (command = commands; command->name; command++)
		printf("  %-12s %-10s %s\n", command->name, command->arguments, command->help);
	print_targets();
	for (group = 0; group < ARRAY_SIZE(groups); group++) {
		printf("\n%s\n", groups[group].title);
		for (i = 0; i < ARRAY_SIZE(definitions); i++) {
			if (definitions[i].takes == groups[group].takes && definitions[i].help)
				print_option(&definitions[i]);
		}
	}
	printf("\nExit status: 0 done or already so, 1 failed, 2 usage or configuration,\n"
	       "3 no such device or ambiguous, 4 the device went away, 5 busy, 6 rolled back\n"
	       "or partly done, 7 unsuitable, 8 module missing or refused, 9 no permission,\n"
	       "10 timed out.\n");
}

/* For completion: the commands, or a command's options, one a line. */
static void print_words(const struct command *command, const struct command *commands)
{
	size_t i;

	for (; !command && commands->name; commands++)
		printf("%s\n", commands->name);
	for (i = 0; i < ARRAY_SIZE(definitions); i++) {
		if (definitions[i].help && has_option(command, &definitions[i]))
			printf("--%s %s\n", definitions[i].name,
			       definitions[i].argument ? definitions[i].argument : "");
	}
}

static bool parse_zone(enum zone *zone, const char *text)
{
	*zone = zone_from_name(text);
	if (*zone != ZONE_NONE)
		return true;
	log_error("--zone %.32s: no such zone; choose movable, kernel or auto", text);
	return false;
}

static bool parse_memmap(enum memmap *memmap, const char *text)
{
	if (memmap_from_name(memmap, text))
		return true;
	log_error("--memmap %.32s: no such place; choose auto, dram or pmem", text);
	return false;
}

static bool parse_number(unsigned long *value, unsigned long max, const char *text)
{
	char *end;

	*value = strtoul(text, &end, 10);
	return text[0] >= '0' && text[0] <= '9' && !*end && *value <= max;
}

static bool parse_node(int *node, const char *text)
{
	unsigned long value;

	if (!strcmp(text, "auto")) {
		*node = -1;
		return true;
	}
	if (!parse_number(&value, 1023, text)) {
		log_error("--node %.32s: no node number; give auto, or 0 to 1023", text);
		return false;
	}
	*node = value;
	return true;
}

static bool parse_timeout(unsigned int *seconds, const char *text)
{
	unsigned long value;

	if (!parse_number(&value, 1000000, text)) {
		log_error("--timeout %.32s: no number of seconds; give 0 to 1000000", text);
		return false;
	}
	*seconds = value;
	return true;
}

static bool parse_sysroot(const char *text)
{
	struct stat st;

	if (stat(text, &st) || !S_ISDIR(st.st_mode) || strlen(text) > SYSFS_PATH_MAX / 2) {
		log_error("--sysroot %.64s: no such directory", text);
		return false;
	}
	sysfs_root = text;
	return true;
}

static bool parse_option(int option, struct request *request)
{
	switch (option) {
	case OPT_ZONE:
		request->wish.zone_given = true;
		return parse_zone(&request->wish.zone, optarg);
	case OPT_MEMMAP:
		request->wish.memmap_given = true;
		return parse_memmap(&request->wish.memmap, optarg);
	case OPT_NODE:
		request->wish.node_given = true;
		return parse_node(&request->wish.node, optarg);
	case OPT_NO_ONLINE:
		request->wish.online = false;
		return true;
	case OPT_FORCE:
		request->wish.force = true;
		return true;
	case OPT_EARLY:
		request->early = true;
		return true;
	case OPT_TIMEOUT:
		return parse_timeout(&request->timeout, optarg);
	case 'n':
		sysfs_dry_run = true;
		return true;
	case 'o':
		request->columns = optarg;
		return true;
	case OPT_RAW:
		request->raw = true;
		return true;
	case OPT_BLOCKS:
		request->blocks = true;
		return true;
	case OPT_JSON:
		request->json = true;
		return true;
	case OPT_SYSROOT:
		return parse_sysroot(optarg);
	case 'v':
		log_level = LOG_LEVEL_DEBUG;
		return true;
	case 'q':
		log_level = LOG_LEVEL_ERROR;
		return true;
	default:
		return false;	/* getopt has said why */
	}
}

static bool check_usage(const struct command *command, const struct request *request)
{
	const char *fault = NULL;

	if (command->takes & TAKES_TARGETS && !request->n_targets)
		fault = "no target given";
	else if (command->takes & TAKES_TARGET && request->n_targets != 1)
		fault = "takes exactly one target";
	else if (command->takes & TAKES_DEVICE && request->n_targets > 1)
		fault = "takes one device, or none";
	else if (!(command->takes & (TAKES_TARGETS | TAKES_TARGET | TAKES_DEVICE)) &&
		 request->n_targets)
		fault = "takes no target";
	else if (request->wish.zone_given && !request->wish.online)
		fault = "--zone and --no-online exclude each other";
	else if (request->raw && (request->json || request->blocks))
		fault = "--raw does not go with --json or --blocks";
	else if (request->columns && request->blocks)
		fault = "--output and --blocks exclude each other";
	if (fault)
		log_error("%s: %s", command->name, fault);
	return !fault;
}

static const struct definition *find_definition(int option)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(definitions); i++) {
		if (definitions[i].option == option)
			return &definitions[i];
	}
	return NULL;
}

enum options_result options_parse(int argc, char **argv, const struct command *command,
				  const struct command *commands, struct request *request)
{
	struct option longs[ARRAY_SIZE(definitions) + 1] = { 0 };
	int option;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(definitions); i++) {
		longs[i].name = definitions[i].name;
		longs[i].has_arg = definitions[i].argument ? required_argument : no_argument;
		longs[i].val = definitions[i].option;
	}
	while ((option = getopt_long(argc, argv, "no:vqhV", longs, NULL)) != -1) {
		const struct definition *definition = find_definition(option);

		if (definition && !has_option(command, definition)) {
			log_error("--%s: %s has no such option", definition->name,
				  command ? command->name : "this");
			return OPTIONS_BAD;
		}
		switch (option) {
		case 'h':
			if (command)
				print_command_help(command);
			else
				print_help(commands);
			return OPTIONS_DONE;
		case 'V':
			printf("dax-kmem %s\n", DAX_KMEM_VERSION);
			return OPTIONS_DONE;
		case OPT_WORDS:
			print_words(command, commands);
			return OPTIONS_DONE;
		}
		if (!parse_option(option, request))
			return OPTIONS_BAD;
	}
	if (!command) {
		log_error("no command given");
		return OPTIONS_BAD;
	}
	request->targets = argv + optind;
	request->n_targets = argc - optind;
	return check_usage(command, request) ? OPTIONS_RUN : OPTIONS_BAD;
}
