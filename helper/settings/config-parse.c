// SPDX-License-Identifier: GPL-2.0-only
/* Parses the text of the configuration, sections and keys. The inih library splits the lines. */
#include <ini.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "settings/config.h"

/* State while a file is read. It counts lines, as inih does not tell the handler their number. */
struct reader {
	struct config *config;
	FILE *stream;
	const char *file;
	unsigned int line;
};

static struct entry *last_entry(const struct reader *reader)
{
	struct config *config = reader->config;

	if (!config->count || config->entries[config->count - 1].file != reader->file)
		return NULL;
	return &config->entries[config->count - 1];
}

/* An error in a line, or in a section as a whole: either way, that section is doubtful. */
static void line_error(struct reader *reader, unsigned int line, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

static void line_error(struct reader *reader, unsigned int line, const char *format, ...)
{
	struct entry *entry = last_entry(reader);
	char text[256];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	config_error(reader->config, reader->file, line, "%s", text);
	if (entry)
		entry->doubtful = true;
	else
		reader->config->unclear++;
}

/* A section is complete when the next one begins, or the file ends. */
static void end_section(struct reader *reader)
{
	const struct entry *entry = last_entry(reader);

	if (!entry)
		return;
	if (uuid_is_null(entry->uuid) && !entry->name[0])
		line_error(reader, entry->line,
			   "this section lists nothing; give it a uuid or a name");
	else if (!uuid_is_null(entry->uuid) && entry->name[0])
		line_error(reader, entry->line,
			   "this section has a uuid and a name; make it two sections");
	else if (entry->wish.early && uuid_is_null(entry->uuid))
		line_error(reader, entry->line, "early = yes takes a uuid: names are in "
			   "labels, which cannot be read so early");
}

static void begin_section(struct reader *reader)
{
	struct entry *entry;

	end_section(reader);
	entry = config_add(reader->config);
	if (!entry) {
		line_error(reader, reader->line, "out of memory");
		return;
	}
	entry->file = reader->file;
	entry->line = reader->line;
	wish_init(&entry->wish);
}

/* What looks like a broken [section] may have been a setting of the section before. */
static void doubt_section_before(const struct reader *reader)
{
	const struct config *config = reader->config;
	struct entry *entry;

	if (config->count < 2)
		return;
	entry = &config->entries[config->count - 2];
	if (entry->file == reader->file)
		entry->doubtful = true;
}

/* inih ignores all text behind the bracket of a section, even a key, so this refuses it. */
static void check_behind(struct reader *reader, const char *line)
{
	const char *behind = strchr(line, ']') + 1;

	behind += strspn(behind, " \t\r\n");
	if (*behind && *behind != ';' && *behind != '#')
		line_error(reader, reader->line, "only a comment may stand behind a [section]");
}

/* Is one of the characters in the line, before a comment? For inih, a comment begins with " ;". */
static bool has_before_comment(const char *line, const char *characters)
{
	const char *found = strpbrk(line, characters), *comment = line;

	while ((comment = strchr(comment + 1, ';')) && !strchr(" \t", comment[-1]))
		;
	return found && (!comment || found < comment);
}

/* inih reports only the first line with a syntax error. So check each line before inih sees it. */
static bool is_valid_syntax(struct reader *reader, const char *line)
{
	if (strchr("\r\n;#", line[0]))
		return true;	/* nothing, or a comment */
	if (line[0] == '[') {
		if (has_before_comment(line, "]")) {
			check_behind(reader, line);
			return true;
		}
	} else if (has_before_comment(line, "=:")) {
		return true;
	}
	line_error(reader, reader->line, "this is neither a [section] nor key = value");
	return false;
}

/* Reads the next line for inih, which itself would split long lines, and stop at a NUL byte. */
static char *read_line(char *line, int size, void *data)
{
	static const char mark[] = "\xef\xbb\xbf";	/* UTF-8's, which some editors write */
	struct reader *reader = data;
	const char *text = line;
	bool has_nul = false;
	int length = 0, c;

	do {
		c = getc(reader->stream);
		if (c == EOF)
			break;
		has_nul |= !c;
		if (length < size)
			line[length++] = c;
	} while (c != '\n');
	if (!length)
		return NULL;
	line[length < size ? length : size - 1] = '\0';
	if (!reader->line++ && !strncmp(text, mark, strlen(mark)))
		text += strlen(mark);
	/* inih may take an indented line as the continuation of the previous value */
	text += strspn(text, " \t\v\f");
	/* inih does not call the handler for a section without keys */
	if (text[0] == '[')
		begin_section(reader);
	if (has_nul)
		line_error(reader, reader->line, "there is a NUL byte in this line; write the "
			   "file as plain text, in UTF-8");
	else if (length == size)
		line_error(reader, reader->line, "this line is too long");
	else if (is_valid_syntax(reader, text))
		return memmove(line, text, strlen(text) + 1);
	if (text[0] == '[')
		doubt_section_before(reader);
	line[0] = '\0';
	return line;
}

static bool set_uuid(struct entry *entry, const char *value)
{
	return !uuid_parse(value, entry->uuid) && !uuid_is_null(entry->uuid);
}

static bool set_name(struct entry *entry, const char *value)
{
	if (!value[0] || strlen(value) >= sizeof(entry->name))
		return false;
	strcpy(entry->name, value);
	return true;
}

/* What was found out about a key, be it uuid, name or a setting. */
struct key {
	const char *expected;
	bool is_twice;
	bool is_bad;
};

static bool set_setting(struct key *key, struct wish *wish, const char *name, const char *value)
{
	size_t i;

	for (i = 0; i < SETTINGS && strcmp(name, settings[i].name); i++)
		;
	if (i == SETTINGS)
		return false;
	key->expected = settings[i].expected;
	key->is_twice = wish_asks(wish, i);
	key->is_bad = !wish_set(wish, i, value);
	return true;
}

/* Return: false when there is no such key. */
static bool set_key(struct key *key, struct entry *entry, const char *name, const char *value)
{
	if (!strcmp(name, "uuid")) {
		key->expected = "a UUID, as 'dax-kmem list' shows it";
		key->is_twice = !uuid_is_null(entry->uuid);
		key->is_bad = !set_uuid(entry, value);
		return true;
	}
	if (!strcmp(name, "name")) {
		key->expected = "1 to 64 characters, as 'ndctl create-namespace --name' takes them";
		key->is_twice = entry->name[0];
		key->is_bad = !set_name(entry, value);
		return true;
	}
	return set_setting(key, &entry->wish, name, value);
}

static void log_unknown_key(struct reader *reader, const char *name)
{
	char names[128] = "uuid, name";
	size_t length = strlen(names), i;

	for (i = 0; i < SETTINGS && length < sizeof(names); i++)
		length += snprintf(names + length, sizeof(names) - length, "%s%s",
				   i == SETTINGS - 1 ? " or " : ", ", settings[i].name);
	line_error(reader, reader->line, "%.32s: there is no such key; it may be %s", name, names);
}

/*
 * When a section has a second uuid or name, nobody knows which of the two is meant. So it becomes
 * two entries, and both are doubtful.
 */
static struct entry *entry_for_key(struct reader *reader, const char *name)
{
	struct entry *entry = last_entry(reader);

	if (!entry || !((!strcmp(name, "uuid") && !uuid_is_null(entry->uuid)) ||
			(!strcmp(name, "name") && entry->name[0])))
		return entry;
	entry->doubtful = true;
	entry = config_add(reader->config);
	if (!entry) {
		line_error(reader, reader->line, "out of memory");
		return last_entry(reader);
	}
	*entry = entry[-1];
	return entry;
}

static int handle_key(void *data, const char *section, const char *name, const char *value)
{
	struct reader *reader = data;
	struct entry *entry = entry_for_key(reader, name);
	struct key key = { 0 };

	(void)section;
	if (!entry)
		line_error(reader, reader->line, "%.32s stands before the first section", name);
	else if (!set_key(&key, entry, name, value))
		log_unknown_key(reader, name);
	else if (key.is_twice)
		line_error(reader, reader->line, "%s stands twice in this section", name);
	else if (key.is_bad)
		line_error(reader, reader->line, "%s = %.64s: it takes %s", name, value,
			   key.expected);
	return 1;
}

void config_parse(struct config *config, FILE *stream, const char *file)
{
	struct reader reader = { .config = config, .stream = stream, .file = file };
	int rc = ini_parse_stream(read_line, &reader, handle_key, &reader);

	if (rc < 0)
		line_error(&reader, reader.line, "out of memory");
	else if (rc)
		line_error(&reader, rc, "this is neither a [section] nor key = value");
	if (ferror(stream))
		line_error(&reader, reader.line, "this file cannot be read to its end");
	end_section(&reader);
	/* nobody knows how many of its lines, or which, were not understood */
	if (rc || ferror(stream)) {
		config_doubt_file(config, file);
		config->unread++;
	}
}
