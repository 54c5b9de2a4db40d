// SPDX-License-Identifier: GPL-2.0-only
/* The options: a row each, and what it does to a request. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/log.h"
#include "base/sysfs.h"
#include "base/util.h"
#include "commands/option-table.h"

#define TIMEOUT_MAX	1000000

static bool set_goal(struct request *request, const char *text)
{
	request->goal = strcmp(text, "detach") ? GOAL_ATTACH : GOAL_DETACH;
	if (request->goal == GOAL_DETACH || !strcmp(text, "attach"))
		return true;
	log_error("--for %.32s: choose attach or detach", text);
	return false;
}

static bool set_no_online(struct request *request, const char *text)
{
	(void)text;
	request->wish.online = false;
	return true;
}

static bool set_force(struct request *request, const char *text)
{
	(void)text;
	request->wish.force = true;
	return true;
}

static bool set_offline_only(struct request *request, const char *text)
{
	(void)text;
	request->wish.offline_only = true;
	return true;
}

static bool set_now(struct request *request, const char *text)
{
	(void)text;
	request->now = true;
	return true;
}

static bool set_yes(struct request *request, const char *text)
{
	(void)text;
	request->yes = true;
	return true;
}

static bool set_timeout(struct request *request, const char *text)
{
	unsigned long seconds;
	char *end;

	seconds = strtoul(text, &end, 10);
	if (text[0] < '0' || text[0] > '9' || *end || seconds > TIMEOUT_MAX) {
		log_error("--timeout %.32s: invalid timeout (0 to %d seconds)", text, TIMEOUT_MAX);
		return false;
	}
	request->timeout = seconds;
	return true;
}

static bool set_dry_run(struct request *request, const char *text)
{
	(void)text;
	request->dry_run = true;
	return true;
}

static bool set_columns(struct request *request, const char *text)
{
	request->columns = text;
	return true;
}

static bool set_all_columns(struct request *request, const char *text)
{
	(void)text;
	request->all_columns = true;
	return true;
}

static bool set_raw(struct request *request, const char *text)
{
	(void)text;
	request->table.raw = true;
	request->table.bytes = true;
	return true;
}

static bool set_pairs(struct request *request, const char *text)
{
	(void)text;
	request->table.pairs = true;
	request->table.bytes = true;
	return true;
}

static bool set_no_headings(struct request *request, const char *text)
{
	(void)text;
	request->table.no_headings = true;
	return true;
}

static bool set_bytes(struct request *request, const char *text)
{
	(void)text;
	request->table.bytes = true;
	return true;
}

static bool set_regions(struct request *request, const char *text)
{
	request->filter.regions = text;
	return true;
}

static bool set_buses(struct request *request, const char *text)
{
	request->filter.buses = text;
	return true;
}

static bool set_nodes(struct request *request, const char *text)
{
	request->filter.nodes = text;
	if (list_filter_is_nodes(text))
		return true;
	log_error("--node %.32s: give the numbers of nodes, as in 0, 1,3 or 0-2", text);
	return false;
}

static bool set_states(struct request *request, const char *text)
{
	request->filter.states = text;
	request->show_states = !strcmp(text, "help");
	return request->show_states || list_filter_is_states(text);
}

static bool set_blocks(struct request *request, const char *text)
{
	(void)text;
	request->blocks = true;
	return true;
}

static bool set_json(struct request *request, const char *text)
{
	(void)text;
	request->json = true;
	return true;
}

static bool set_verbose(struct request *request, const char *text)
{
	(void)request;
	(void)text;
	log_level = LOG_LEVEL_DEBUG;
	return true;
}

static bool set_taken(struct request *request, const char *text)
{
	(void)text;
	request->taken = true;
	return true;
}

static bool set_quiet(struct request *request, const char *text)
{
	(void)request;
	(void)text;
	log_level = LOG_LEVEL_ERROR;
	return true;
}

static bool set_sysroot(struct request *request, const char *text)
{
	struct stat st;

	(void)request;
	if (stat(text, &st) || !S_ISDIR(st.st_mode) || strlen(text) > SYSFS_PATH_MAX / 2) {
		log_error("--sysroot %.64s: no such directory", text);
		return false;
	}
	sysfs_root = text;
	return true;
}

static bool show_help(struct request *request, const char *text)
{
	(void)text;
	request->show = SHOW_HELP;
	return true;
}

static bool show_version(struct request *request, const char *text)
{
	(void)text;
	request->show = SHOW_VERSION;
	return true;
}

/* All but the settings, which have a table of their own. */
static const struct option_row plain[] = {
	{ "no-online", 0, TAKES_ONLINE, NULL, "add the memory, leave its blocks offline",
	  set_no_online },
	{ "force", 0, TAKES_ONLINE, NULL, "take a device that is open or mapped", set_force },
	{ "offline-only", 0, TAKES_OFFLINE, NULL, "take its blocks offline, leave it bound",
	  set_offline_only },
	{ "taken", 0, TAKES_TAKEN, NULL, "only what the module has taken itself (ids=)",
	  set_taken },
	{ "now", 0, TAKES_NOW, NULL, "attach it now, too; disable: detach it", set_now },
	{ "yes", 'y', TAKES_ALL, NULL, "do it to all without asking", set_yes },
	{ "for", 0, TAKES_GOAL, "attach|detach", "what is planned (attach)", set_goal },
	{ "timeout", 0, TAKES_TIMEOUT, "SECONDS", "give up after so long (300; 0: never)",
	  set_timeout },
	{ "dry-run", 'n', TAKES_DRY_RUN, NULL, "say what would be done, do nothing",
	  set_dry_run },
	{ "output", 'o', TAKES_LIST, "COLUMNS", "which columns; +COLUMNS: these too", set_columns },
	{ "output-all", 0, TAKES_LIST, NULL, "every column", set_all_columns },
	{ "region", 0, TAKES_LIST, "REGIONS", "only what is in these, as region0 or 0",
	  set_regions },
	{ "bus", 0, TAKES_LIST, "BUSES", "only what is on these, as ndbus0 or ACPI.NFIT",
	  set_buses },
	{ "node", 0, TAKES_LIST, "NODES", "only what is on these, as 1 or 0,2-3", set_nodes },
	{ "state", 0, TAKES_LIST, "STATES", "only what is in these; 'help' names them",
	  set_states },
	{ "raw", 'r', TAKES_LIST, NULL, "no alignment, sizes in bytes, for scripts", set_raw },
	{ "pairs", 'P', TAKES_LIST, NULL, "COLUMN=\"value\", sizes in bytes, for scripts",
	  set_pairs },
	{ "noheadings", 'n', TAKES_LIST, NULL, "no line with the names of the columns",
	  set_no_headings },
	{ "bytes", 'b', TAKES_LIST, NULL, "sizes in bytes", set_bytes },
	{ "blocks", 0, TAKES_LIST, NULL, "draw every namespace, block by block", set_blocks },
	{ "json", 'J', 0, NULL, "print JSON", set_json },
	{ "verbose", 'v', 0, NULL, "say every write", set_verbose },
	{ "quiet", 'q', 0, NULL, "say errors only", set_quiet },
	{ "sysroot", 0, 0, "DIR", "use DIR/sys instead of /sys (for tests)", set_sysroot },
	{ "help", 'h', 0, NULL, "this text", show_help },
	{ "version", 'V', 0, NULL, "the version", show_version },
};

const struct option_row *option_rows(size_t *count)
{
	static struct option_row rows[SETTINGS + ARRAY_SIZE(plain)];
	size_t i;

	_Static_assert(ARRAY_SIZE(rows) <= OPTION_ROWS_MAX, "OPTION_ROWS_MAX is too small");
	for (i = 0; i < SETTINGS; i++)
		rows[i] = (struct option_row){
			.name = settings[i].name,
			.takes = settings[i].for_boot ? TAKES_EARLY : TAKES_WISH,
			.argument = settings[i].choices,
			.help = settings[i].help,
			.setting = i,
		};
	memcpy(rows + SETTINGS, plain, sizeof(plain));
	*count = ARRAY_SIZE(rows);
	return rows;
}

bool option_set(const struct option_row *row, struct request *request, const char *text)
{
	if (row->set)
		return row->set(request, text);
	if (wish_set(&request->wish, row->setting, row->argument ? text : "yes"))
		return true;
	log_error("--%s %.32s: choose %s", row->name, text, settings[row->setting].expected);
	return false;
}

bool option_belongs(const struct option_row *row, const struct command *command)
{
	return !row->takes || (command && (command->takes & row->takes));
}
