// SPDX-License-Identifier: GPL-2.0-only
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"
#include "base/printable.h"

enum log_level log_level = LOG_LEVEL_INFO;
bool log_json;
void (*log_make_way)(void);

static const char *const level_names[] = {
	[LOG_LEVEL_ERROR] = "error",
	[LOG_LEVEL_WARNING] = "warning",
	[LOG_LEVEL_INFO] = "info",
	[LOG_LEVEL_DEBUG] = "debug",
};

/* sd-daemon(3) */
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

void log_json_string(FILE *stream, const char *text)
{
	char *utf8 = printable_utf8(text), *c;

	putc('"', stream);
	for (c = utf8; c && *c; c++) {
		if (*c == '"' || *c == '\\')
			fprintf(stream, "\\%c", *c);
		else if ((unsigned char)*c < 0x20 || *c == 0x7f)
			fprintf(stream, "\\u%04x", *c);
		else
			putc(*c, stream);
	}
	putc('"', stream);
	free(utf8);
}

/* A whole line, whatever style it has. */
static void print_line(FILE *stream, enum log_level level, const char *text)
{
	char *printable;

	if (log_json) {
		fprintf(stream, "{\"event\":\"message\",\"level\":\"%s\",\"text\":",
			level_names[level]);
		log_json_string(stream, text);
		fputs("}\n", stream);
		return;
	}
	printable = printable_text(text);
	if (log_is_journal())
		fprintf(stream, "<%d>", journal_levels[level]);
	else
		fputs("dax-kmem: ", stream);
	fprintf(stream, "%s\n", printable ? printable : "");
	free(printable);
}

void log_message(enum log_level level, const char *format, ...)
{
	char *line = NULL, *text;
	size_t length = 0;
	va_list args;
	FILE *stream;
	int rc;

	if (level > log_level)
		return;
	if (log_make_way)
		log_make_way();
	va_start(args, format);
	rc = vasprintf(&text, format, args);
	va_end(args);
	if (rc < 0)
		return;
	stream = open_memstream(&line, &length);
	if (stream) {
		print_line(stream, level, text);
		/*
		 * In one write: others print there, too, and a reader may take what a write brings
		 * for all.
		 */
		if (!fclose(stream))
			fwrite(line, 1, length, stderr);
	}
	free(line);
	free(text);
}

void log_undone(const char *format, ...)
{
	char text[1024], *line;
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	if (log_json) {
		log_info("%s", text);
		return;
	}
	line = printable_text(text);
	puts(line ? line : "");
	free(line);
}
