// SPDX-License-Identifier: GPL-2.0-only
/*
 * Completion. What may stand at a place of the command line follows from the tables of commands and
 * of options, and from what the machine has. The scripts for the shells only pass words on.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/util.h"
#include "commands/all.h"
#include "commands/complete-words.h"
#include "commands/complete.h"
#include "commands/option-getopt.h"
#include "commands/options.h"

/**
 * struct line - what stands before the word that is to be completed
 * @command: NULL when it is not named yet
 * @row: the option whose value is to be completed, NULL for none
 * @options_ended: "--" stands before it
 * @request: what these words ask for, its targets among that
 */
struct line {
	const struct command *command;
	const struct option_row *row;
	bool options_ended;
	struct request request;
};

/* What the value of an option stands for in the option table. */
static const struct {
	const char *name;
	bool is_list;	/* comma-separated */
	void (*add)(struct offers *offers, const char *start);
} kinds[] = {
	{ "COLUMNS", true, words_columns },
	{ "STATES", true, words_states },
	{ "REGIONS", true, words_regions },
	{ "BUSES", true, words_buses },
	{ "NODES", true, words_nodes },
	{ "N", false, words_possible_nodes },
};

static bool swallow(enum log_level level, const char *text)
{
	(void)level;
	(void)text;
	return true;
}

static bool is_for_people(const struct command *command)
{
	return !(command->takes & TAKES_LINE);
}

/* Takes the command out of @argv. Return: false when it is none. */
static bool find_line_command(struct line *line, const struct command *commands, int *argc,
			      char **argv)
{
	bool clear;
	int at;

	at = options_find_command(*argc, argv, &clear);
	if (!at)
		return true;
	for (; commands->name; commands++) {
		if (!strcmp(commands->name, argv[at]) && is_for_people(commands))
			line->command = commands;
	}
	memmove(argv + at, argv + at + 1, (*argc - at) * sizeof(*argv));
	--*argc;
	return line->command;
}

/* The same that options_parse() does, but errors are left to the user, who has not ended yet. */
static void read_options(struct line *line, int argc, char **argv)
{
	const struct option_row *row;
	struct getopt_table table;
	int option;

	getopt_table_make(&table, ":", line->command);
	while ((option = getopt_long(argc, argv, table.letters, table.longs, NULL)) != -1) {
		row = getopt_table_row(&table, option == ':' ? optopt : option);
		if (option == ':')
			line->row = row;
		else if (row)
			option_set(row, &line->request, optarg);
	}
	line->options_ended = optind > 1 && !strcmp(argv[optind - 1], "--");
	line->request.targets = argv + optind;
	line->request.n_targets = argc - optind;
}

/* Leaves out what the list before it has. @listed: not ended by a NUL */
static bool is_listed(const char *word, const char *listed, size_t length)
{
	size_t size = strlen(word), i, end;

	for (i = 0; i < length; i = end + 1) {
		for (end = i; end < length && listed[end] != ','; end++)
			;
		if (end - i == size && !strncmp(listed + i, word, size))
			return true;
	}
	return false;
}

static void drop_listed(struct offers *offers, const char *listed, size_t length)
{
	size_t i, kept = 0;

	for (i = 0; i < offers->count; i++) {
		struct offer offer = offers->list[i];

		if (is_listed(offer.word, listed, length)) {
			free(offer.word);
			free(offer.help);
		} else {
			offers->list[kept++] = offer;
		}
	}
	offers->count = kept;
}

/* A kind of word, or a list of kinds. @value: where it begins in the word, behind "--zone=" */
static void offer_kind(struct offers *offers, size_t kind, const char *value)
{
	const char *start = value, *comma = strrchr(value, ',');

	if (start[0] == '+' && kinds[kind].add == words_columns)
		start = ++value;
	if (comma && kinds[kind].is_list)
		start = comma + 1;
	offers->before_length = start - offers->before;
	kinds[kind].add(offers, start);
	drop_listed(offers, value, start - value);
}

/* "auto|N": words that stand for themselves, and kinds of words */
static void offer_values(struct offers *offers, const struct option_row *row, const char *value)
{
	char *choices = strdup(row->argument ? row->argument : ""), *rest = choices, *choice;
	size_t kind;

	offers->before_length = value - offers->before;
	while (choices && (choice = strsep(&rest, "|"))) {
		for (kind = 0; kind < ARRAY_SIZE(kinds); kind++) {
			if (!strcmp(kinds[kind].name, choice))
				offer_kind(offers, kind, value);
		}
		if (!isupper((unsigned char)choice[0]))
			offers_add(offers, choice, row->help);
	}
	free(choices);
}

/* "--zone=": is there such an option, and which? */
static const struct option_row *find_named_row(const char *name, size_t length,
					       const struct command *command)
{
	const struct option_row *rows;
	size_t count, i;

	rows = option_rows(&count);
	for (i = 0; i < count; i++) {
		if (strlen(rows[i].name) == length && !strncmp(rows[i].name, name, length) &&
		    (!command || option_belongs(&rows[i], command)))
			return &rows[i];
	}
	return NULL;
}

static void offer_options(struct offers *offers, const struct command *command)
{
	const struct option_row *rows;
	size_t count, i;

	rows = option_rows(&count);
	offers->before = "--";
	offers->before_length = 2;
	for (i = 0; i < count; i++) {
		if (option_belongs(&rows[i], command))
			offers_add(offers, rows[i].name, rows[i].help);
	}
}

static void offer_for_dash(struct offers *offers, const struct line *line, const char *word)
{
	const char *value = strchr(word, '=');
	const struct option_row *row;
	struct getopt_table table;

	if (word[1] == '-' && value) {
		row = find_named_row(word + 2, value - word - 2, line->command);
		if (row)
			offer_values(offers, row, value + 1);
	} else if (word[1] && word[1] != '-') {
		/* "-ouuid" */
		getopt_table_make(&table, "", line->command);
		row = getopt_table_row(&table, word[1]);
		if (row && row->argument && option_belongs(row, line->command))
			offer_values(offers, row, word + 2);
	} else {
		offer_options(offers, line->command);
	}
}

static void offer_commands(struct offers *offers, const struct command *commands)
{
	for (; commands->name; commands++) {
		if (is_for_people(commands))
			offers_add(offers, commands->name, commands->help);
	}
}

static void offer_operands(struct offers *offers, const struct line *line,
			   const struct command *commands, const char *word)
{
	unsigned int takes = line->command ? line->command->takes : TAKES_COMMAND;
	const struct request *request = &line->request;

	if (takes & (TAKES_TARGETS | TAKES_LIST))
		words_targets(offers, line->command, request, word);
	/* what follows can stand alone only */
	if (request->n_targets)
		return;
	if (takes & TAKES_ALL)
		offers_add(offers, TARGET_ALL, "all of them");
	if (takes & TAKES_DEVICE)
		words_devices(offers, word);
	if (takes & TAKES_COMMAND)
		offer_commands(offers, commands);
}

static void offer_for_word(struct offers *offers, const struct line *line,
			   const struct command *commands, const char *word)
{
	offers->before = word;
	if (line->row)
		offer_values(offers, line->row, word);
	else if (word[0] == '-' && !line->options_ended)
		offer_for_dash(offers, line, word);
	else
		offer_operands(offers, line, commands, word);
}

void complete_line(const struct command *commands, char **words, int count)
{
	char name[] = "dax-kmem";
	char **argv = calloc(count + 2, sizeof(*argv));
	struct offers offers = { 0 };
	struct line line = { 0 };
	int argc = count;

	log_take_message = swallow;
	if (!argv || !count) {
		free(argv);
		return;
	}
	argv[0] = name;
	memcpy(argv + 1, words, (count - 1) * sizeof(*argv));
	optind = 0;	/* glibc: begin anew */
	if (find_line_command(&line, commands, &argc, argv)) {
		read_options(&line, argc, argv);
		offer_for_word(&offers, &line, commands, words[count - 1]);
		offers_print(&offers);
	}
	offers_free(&offers);
	free(argv);
}
