// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/json.h"
#include "base/log.h"
#include "base/printable.h"

enum log_level log_level = LOG_LEVEL_INFO;
bool log_json;
void (*log_before_message)(void);
bool (*log_take_message)(enum log_level level, const char *text);
void (*log_saw_message)(enum log_level level, const char *text);

static const char *const level_names[] = {
	[LOG_LEVEL_ERROR] = "error",
	[LOG_LEVEL_WARNING] = "warning",
	[LOG_LEVEL_INFO] = "info",
	[LOG_LEVEL_DEBUG] = "debug",
};

/* The levels that sd-daemon(3) defines. */
static const int journal_levels[] = {
	[LOG_LEVEL_ERROR] = 3,
	[LOG_LEVEL_WARNING] = 4,
	[LOG_LEVEL_INFO] = 6,
	[LOG_LEVEL_DEBUG] = 7,
};

bool log_is_journal(void)
{
	const char *stream = getenv("JOURNAL_STREAM");
	unsigned long device, inode;
	struct stat st;

	return stream && sscanf(stream, "%lu:%lu", &device, &inode) == 2 &&
	       !fstat(STDERR_FILENO, &st) && st.st_dev == device && st.st_ino == inode;
}

static int print_message_event(enum log_level level, const char *text)
{
	struct json_object *event = json_new_object();

	if (!json_add_text(event, "event", "message") &&
	    !json_add_text(event, "level", level_names[level]) &&
	    !json_add_text(event, "text", text))
		return json_print_event(event);
	json_free(event);
	return -ENOMEM;
}

/* In one write, so that lines of other processes do not end up inside this one. */
static void print_message_text(enum log_level level, const char *text)
{
	char *printable = printable_text(text), *line = NULL;
	char start[16] = "dax-kmem: ";
	int length;

	if (log_is_journal())
		snprintf(start, sizeof(start), "<%d>", journal_levels[level]);
	length = asprintf(&line, "%s%s\n", start, printable ? printable : "");
	if (length >= 0) {
		fwrite(line, 1, length, stderr);
		free(line);
	}
	free(printable);
}

static void print_message(enum log_level level, const char *text)
{
	if (log_before_message)
		log_before_message();
	if (!log_json || print_message_event(level, text))
		print_message_text(level, text);
}

static void pass_on(enum log_level level, const char *text)
{
	if (log_take_message && log_take_message(level, text))
		return;
	if (log_saw_message && level <= LOG_LEVEL_WARNING)
		log_saw_message(level, text);
	if (level <= log_level)
		print_message(level, text);
}

void log_message(enum log_level level, const char *format, ...)
{
	va_list args;
	char *text;
	int rc;

	if (level > log_level && !log_take_message &&
	    !(log_saw_message && level <= LOG_LEVEL_WARNING))
		return;
	va_start(args, format);
	rc = vasprintf(&text, format, args);
	va_end(args);
	if (rc < 0)
		return;
	pass_on(level, text);
	free(text);
}
