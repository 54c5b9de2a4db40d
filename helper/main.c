// SPDX-License-Identifier: GPL-2.0-only
/* dax-kmem: the command table and the command line. */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "command.h"
#include "exit.h"
#include "log.h"
#include "sysfs.h"
#include "util.h"

static const struct command {
	const char *name;
	int (*run)(const struct request *request);
	bool targets;			/* takes targets, and attach's options */
	const char *synopsis;
	const char *help;
} commands[] = {
	{ "list", command_list, false, "list [--json]",
	  "every pmem device-dax instance, RAM or not" },
	{ "attach", command_attach, true, "attach [OPTIONS] TARGET...",
	  "make it RAM, every block online in the wanted zone" },
};

enum {
	OPT_DRY_RUN = 'n',
	OPT_ZONE = 256,		/* from here on without a short form */
	OPT_NODE,
	OPT_NO_ONLINE,
	OPT_JSON,
	OPT_SYSROOT,
};

static const struct option options[] = {
	{ "zone", required_argument, NULL, OPT_ZONE },
	{ "node", required_argument, NULL, OPT_NODE },
	{ "no-online", no_argument, NULL, OPT_NO_ONLINE },
	{ "dry-run", no_argument, NULL, OPT_DRY_RUN },
	{ "json", no_argument, NULL, OPT_JSON },
	{ "verbose", no_argument, NULL, 'v' },
	{ "quiet", no_argument, NULL, 'q' },
	{ "sysroot", required_argument, NULL, OPT_SYSROOT },
	{ "help", no_argument, NULL, 'h' },
	{ "version", no_argument, NULL, 'V' },
	{ NULL, 0, NULL, 0 },
};

static void print_help(void)
{
	size_t i;

	printf("Usage: dax-kmem COMMAND [OPTIONS] [TARGET...]\n"
	       "Persistent memory as system RAM.\n\n"
	       "Commands:\n");
	for (i = 0; i < ARRAY_SIZE(commands); i++)
		printf("  %-28s %s\n", commands[i].synopsis, commands[i].help);
	printf("\nTARGET is a UUID (of the info block, or of the label), namespaceX.Y,\n"
	       "/dev/daxX.Y, or daxX.Y.\n\n"
	       "Options of attach:\n"
	       "  --zone movable|kernel|auto   zone of the memory (movable)\n"
	       "  --node N                     NUMA node, instead of the platform's choice\n"
	       "  --no-online                  add the memory, leave its blocks offline\n"
	       "  -n, --dry-run                print what would be done, do nothing\n\n"
	       "Options of every command:\n"
	       "      --json                   print JSON\n"
	       "  -v, --verbose                say every write\n"
	       "  -q, --quiet                  say errors only\n"
	       "      --sysroot DIR            use DIR/sys instead of /sys (for tests)\n"
	       "  -h, --help\n"
	       "  -V, --version\n\n"
	       "Exit status: 0 done or already so, 1 failed, 2 usage, 3 no such device or\n"
	       "ambiguous, 4 the device went away, 5 busy, 6 rolled back or partly done,\n"
	       "7 unsuitable, 8 module missing or refused, 9 no permission, 10 timed out.\n");
}

static int usage_error(void)
{
	fputs("Try 'dax-kmem --help'.\n", stderr);
	return DK_USAGE;
}

static bool parse_zone(enum zone *zone, const char *text)
{
	static const enum zone choices[] = { ZONE_MOVABLE, ZONE_KERNEL, ZONE_AUTO };
	size_t i;

	for (i = 0; i < ARRAY_SIZE(choices); i++) {
		*zone = choices[i];
		if (!strcmp(text, zone_names[*zone]))
			return true;
	}
	log_error("--zone %.32s: no such zone; choose movable, kernel or auto", text);
	return false;
}

static bool parse_node(int *node, const char *text)
{
	char *end;
	unsigned long value = strtoul(text, &end, 10);

	if (text[0] < '0' || text[0] > '9' || *end || value > 1023) {
		log_error("--node %.32s: no node number; give 0 to 1023", text);
		return false;
	}
	*node = value;
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

/* Returns false for bad usage. Sets @done when an option like --help has said it all. */
static bool parse_option(int option, const struct command *command, struct request *request,
			 bool *done)
{
	static const int attach_only[] = { OPT_ZONE, OPT_NODE, OPT_NO_ONLINE, OPT_DRY_RUN };
	size_t i;

	for (i = 0; i < ARRAY_SIZE(attach_only); i++) {
		if (option != attach_only[i] || (command && command->targets))
			continue;
		log_error("this option belongs to attach");
		return false;
	}
	switch (option) {
	case OPT_ZONE:
		request->wish.zone_given = true;
		return parse_zone(&request->wish.zone, optarg);
	case OPT_NODE:
		return parse_node(&request->wish.node, optarg);
	case OPT_NO_ONLINE:
		request->wish.online = false;
		return true;
	case OPT_DRY_RUN:
		sysfs_dry_run = true;
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
	case 'h':
		print_help();
		*done = true;
		return true;
	case 'V':
		printf("dax-kmem %s\n", DAX_KMEM_VERSION);
		*done = true;
		return true;
	default:
		return false;	/* getopt has said why */
	}
}

static const struct command *find_command(const char *name)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(commands); i++) {
		if (!strcmp(commands[i].name, name))
			return &commands[i];
	}
	log_error("%.32s: no such command", name);
	return NULL;
}

static bool check_usage(const struct command *command, const struct request *request)
{
	if (command->targets && !request->n_targets) {
		log_error("%s: no target given", command->name);
		return false;
	}
	if (!command->targets && request->n_targets) {
		log_error("%s: takes no target", command->name);
		return false;
	}
	if (request->wish.zone_given && !request->wish.online) {
		log_error("--zone and --no-online exclude each other");
		return false;
	}
	return true;
}

int main(int argc, char **argv)
{
	struct request request = { .wish = { .zone = ZONE_MOVABLE, .node = -1, .online = true } };
	const struct command *command = NULL;
	bool done = false;
	int option, rc;

	if (argc > 1 && argv[1][0] != '-') {
		command = find_command(argv[1]);
		if (!command)
			return usage_error();
		argv[1] = argv[0];
		argv++;
		argc--;
	}
	while ((option = getopt_long(argc, argv, "nvqhV", options, NULL)) != -1) {
		if (!parse_option(option, command, &request, &done))
			return usage_error();
		if (done)
			return DK_DONE;
	}
	if (!command) {
		log_error("no command given");
		return usage_error();
	}
	request.targets = argv + optind;
	request.n_targets = argc - optind;
	if (!check_usage(command, &request))
		return usage_error();

	rc = command->run(&request);
	if (fflush(stdout)) {
		log_error("cannot write the output");
		return exit_worst(rc, DK_FAILED);
	}
	return rc;
}
