// SPDX-License-Identifier: GPL-2.0-only
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/log.h"
#include "commands/all.h"
#include "commands/report.h"
#include "commands/surroundings.h"
#include "devices/discover.h"
#include "settings/replace-file.h"

#define PATIENCE_SECONDS	2	/* for an instance that the kernel keeps locked */

/* All that may stand behind the options, and has a result. */
#define TAKES_RESULTS	(TAKES_TARGETS | TAKES_LIST | TAKES_DEVICE)

/**
 * struct result - what became of a target
 * @message: the first error, which is the cause of all others; NULL for none
 * @before, @after: NULL where that is not known
 */
struct result {
	struct result *next;
	char *target;
	enum exit_code code;
	struct json_object *message;
	struct json_object *warnings;
	struct json_object *files;
	struct json_object *before;
	struct json_object *after;
};

/**
 * struct report - all that is collected
 * @document: what will be printed; NULL before report_start()
 * @warnings: a part of it
 * @message: the first error that belongs to no target
 * @command: NULL when it is not known
 * @results: one for each target; @current: the one that is at work, NULL for none
 * @failed: memory was short
 */
static struct report {
	struct json_object *document;
	struct json_object *warnings;
	char *message;
	const struct command *command;
	struct columns columns;
	struct result *results;
	struct result *current;
	bool failed;
} report;

static bool takes(unsigned int what)
{
	return report.command && report.command->takes & what;
}

/* list changes nothing, and shows each instance anyway. */
static bool has_states(void)
{
	return takes(TAKES_TARGETS | TAKES_DEVICE);
}

/* What changes the configuration can attach or detach as well. */
static bool has_files(void)
{
	return takes(TAKES_NOW);
}

static void note_failure(int rc)
{
	report.failed |= !!rc;
}

void report_message(enum log_level level, const char *text)
{
	struct result *result = report.current;

	if (!report.document)
		return;
	if (level == LOG_LEVEL_WARNING) {
		note_failure(json_list_add_text(result ? result->warnings : report.warnings, text));
	} else if (result && !result->message) {
		result->message = json_new_text(text);
		note_failure(!result->message);
	} else if (!result && !report.message) {
		report.message = strdup(text);
		note_failure(!report.message);
	}
}

static void report_file(const char *path)
{
	struct result *result = report.current;

	if (result)
		note_failure(json_list_add_text(result->files, path));
}

void report_start(void)
{
	report.document = json_new_object();
	report.warnings = json_new_list();
	report.failed = !report.document || !report.warnings;
	/* these keys come first, whatever their values will be */
	note_failure(json_add_null(report.document, "command"));
	note_failure(json_add_null(report.document, "exit_code"));
	note_failure(json_add_null(report.document, "message"));
	if (json_add(report.document, "warnings", report.warnings)) {
		report.failed = true;
		report.warnings = NULL;
	}
	log_saw_message = report_message;
}

void report_command(const struct command *command)
{
	if (!report.document)
		return;
	report.command = command;
	note_failure(json_add_text(report.document, "command", command->name));
	if (takes(TAKES_RESULTS))
		note_failure(json_add_null(report.document, "results"));
	if (has_files())
		columns_choose_all(&report.columns);
	else
		columns_choose_but_listed(&report.columns);
	if (has_files())
		replace_file_changed = report_file;
}

void report_add(const char *key, struct json_object *value)
{
	if (report.document)
		note_failure(json_add(report.document, key, value));
	else
		json_free(value);
}

/* @end: where the pointer to it belongs */
static struct result *new_result(struct result **end, const char *target)
{
	struct result *result = calloc(1, sizeof(*result));

	if (!result)
		return NULL;
	result->target = strdup(target);
	if (!result->target) {
		free(result);
		return NULL;
	}
	result->warnings = json_new_list();
	result->files = json_new_list();
	*end = result;
	return result;
}

void report_target(const char *target)
{
	struct result **end = &report.results;
	struct result *result;

	report.current = NULL;
	if (!report.document || !target)
		return;
	for (result = report.results; result; result = result->next) {
		if (!strcmp(result->target, target))
			break;
		end = &result->next;
	}
	report.current = result ? result : new_result(end, target);
	note_failure(!report.current);
}

static struct json_object *state_json(const struct instance *instance)
{
	struct instance copy = *instance;
	struct instances one = { &copy, 1 };
	struct json_object *object;

	if (!copy.examined && (instances_examine(&one, PATIENCE_SECONDS) || !one.count))
		return NULL;
	if (has_files())
		surroundings_renew();
	object = instance_json(&copy, &report.columns);
	note_failure(!object);
	return object;
}

void report_before(const struct instance *instance)
{
	struct result *result = report.current;

	if (result && instance && has_states() && !result->before)
		result->before = state_json(instance);
}

void report_after(const struct instance *instance)
{
	struct result *result = report.current;

	if (!result || !instance || !has_states())
		return;
	json_free(result->after);
	result->after = state_json(instance);
}

void report_exit(enum exit_code code)
{
	struct result *result = report.current;

	if (result)
		result->code = exit_worst(result->code, code);
}

static bool is_known(const char *target)
{
	const struct result *result = report.results;

	while (result && strcmp(result->target, target))
		result = result->next;
	return result;
}

/* What was not tried has the exit code of the run, and the message that says why. */
static void add_untried(enum exit_code code, const struct request *request)
{
	/* instead of "all" there is a result for each */
	bool all_known = all_asked(request) && report.results;
	int i;

	for (i = 0; code && !all_known && i < request->n_targets; i++) {
		if (is_known(request->targets[i]))
			continue;
		report_target(request->targets[i]);
		report_exit(code);
		if (report.message)
			report_message(LOG_LEVEL_ERROR, report.message);
	}
	report_target(NULL);
}

static int add_or_null(struct json_object *object, const char *key, struct json_object *value)
{
	return value ? json_add(object, key, value) : json_add_null(object, key);
}

/* Moves what @result has into the object, and frees it. */
static struct json_object *target_json(struct result *result)
{
	struct json_object *object = json_new_object();
	int rc;

	rc = json_add_text(object, "target", result->target);
	rc |= json_add_number(object, "exit_code", result->code);
	rc |= add_or_null(object, "message", result->message);
	rc |= json_add(object, "warnings", result->warnings);
	if (has_states()) {
		rc |= add_or_null(object, "before", result->before);
		rc |= add_or_null(object, "after", result->after);
	}
	if (has_files())
		rc |= json_add(object, "files", result->files);
	else
		json_free(result->files);
	free(result->target);
	free(result);
	note_failure(rc);
	return object;
}

static struct json_object *results_json(void)
{
	struct json_object *list = json_new_list();
	struct result *result;

	while ((result = report.results)) {
		report.results = result->next;
		note_failure(json_list_add(list, target_json(result)));
	}
	return list;
}

enum exit_code report_print(enum exit_code code, const struct request *request)
{
	if (!report.document)
		return code;
	if (takes(TAKES_RESULTS)) {
		add_untried(code, request);
		report_add("results", results_json());
	}
	if (report.failed) {
		code = exit_worst(code, DK_FAILED);
		log_error("out of memory: what is printed is not complete");
	}
	note_failure(json_add_number(report.document, "exit_code", code));
	note_failure(json_add_text(report.document, "message", report.message));
	note_failure(json_print_document(report.document));
	free(report.message);
	return report.failed ? exit_worst(code, DK_FAILED) : code;
}
