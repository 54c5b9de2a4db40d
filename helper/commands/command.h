/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_COMMAND_H
#define DAX_KMEM_COMMAND_H

#include "commands/list-filter.h"
#include "commands/list-table.h"
#include "plan/plan.h"

/* What a command line asks to see instead of running a command. */
enum show {
	SHOW_NOTHING,
	SHOW_HELP,
	SHOW_VERSION,
};

/**
 * struct request - a command line, parsed
 * @show: help, and the like
 * @wish: what attach and enable are to do
 * @goal: plan: for attach or for detach
 * @dry_run: print what would be done, and do nothing
 * @json: print JSON
 * @filter: list: which instances
 * @show_states: list: print the names of the states instead
 * @table: list: how a table is printed
 * @blocks: list: draw memory blocks
 * @columns: list: their names, comma-separated; NULL for the usual ones
 * @all_columns: list: every column that there is
 * @timeout: seconds that the kernel may take over one target, 0 for any time
 * @now: enable: attach as well; disable: detach as well
 * @yes: the target "all" needs no confirmation
 * @targets: what stands behind the options
 */
struct request {
	enum show show;
	struct wish wish;
	enum plan_goal goal;
	bool dry_run;
	bool json;
	struct list_filter filter;
	bool show_states;
	struct table_form table;
	bool blocks;
	const char *columns;
	bool all_columns;
	unsigned int timeout;
	bool now;
	bool taken;
	bool yes;
	char **targets;
	int n_targets;
};

/* What a command takes on its command line. */
enum takes {
	TAKES_TARGETS = 1,	/* one or more */
	TAKES_ALL = 2,		/* the target "all", and --yes */
	TAKES_WISH = 4,		/* attach's options */
	TAKES_ONLINE = 8,	/* --no-online, --force */
	TAKES_DRY_RUN = 16,
	TAKES_TIMEOUT = 32,
	TAKES_LIST = 64,	/* list's options, and any number of targets */
	TAKES_EARLY = 128,
	TAKES_DEVICE = 256,	/* one or none */
	TAKES_GOAL = 512,	/* --for */
	TAKES_COMMAND = 1024,	/* the name of one, or none */
	TAKES_NOW = 2048,	/* --now */
	TAKES_OFFLINE = 4096,	/* --offline-only */
	TAKES_LINE = 8192,	/* the words of a command line; for programs, and not in the help */
	TAKES_TAKEN = 16384,	/* --taken */
};

/**
 * struct command - a line of the command table
 * @run: returns an exit code
 */
struct command {
	const char *name;
	int (*run)(const struct request *request);
	unsigned int takes;
	const char *arguments;
	const char *help;
};

int command_list(const struct request *request);
int command_status(const struct request *request);
int command_plan(const struct request *request);
int command_attach(const struct request *request);
int command_detach(const struct request *request);
int command_enable(const struct request *request);
int command_disable(const struct request *request);
int command_auto(const struct request *request);
int command_check_config(const struct request *request);

/**
 * plan_targets() - print what would be done to each target, and do nothing
 *
 * Return: the highest exit code of all, the same as doing it would return.
 */
enum exit_code plan_targets(const struct request *request, enum plan_goal goal);

#endif
