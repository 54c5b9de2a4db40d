// SPDX-License-Identifier: GPL-2.0-only
/* Parses the kernel's command line as the kernel itself does. */
#include <ctype.h>
#include <stdbool.h>
#include <string.h>

#include "base/kernel-cmdline.h"

/* Cuts off the next word, without the quotation marks around it. */
static char *next_word(char **rest)
{
	char *word = *rest, *end;
	bool quoted = false;

	while (isspace((unsigned char)*word))
		word++;
	if (!*word)
		return NULL;
	for (end = word; *end && (quoted || !isspace((unsigned char)*end)); end++) {
		if (*end == '"')
			quoted = !quoted;
	}
	*rest = *end ? end + 1 : end;
	*end = '\0';
	if (*word == '"' && end[-1] == '"')
		end[-1] = '\0';
	return *word == '"' ? word + 1 : word;
}

/* Return: the rest of the word behind the key, NULL when the word does not begin with the key. */
static char *text_behind_key(char *word, const char *key)
{
	for (; *key; key++, word++) {
		if (*word != *key && !(*word == '-' && *key == '_'))
			return NULL;
	}
	return word;
}

const char *cmdline_value(char *line, const char *key)
{
	const char *value = NULL;
	char *word, *behind;

	while ((word = next_word(&line))) {
		behind = text_behind_key(word, key);
		if (!behind)
			continue;
		if (!*behind)
			value = "1";
		else if (*behind == '=')
			value = behind + (behind[1] == '"' ? 2 : 1);
	}
	return value;
}

/*
 * As kstrtobool() does, where the first letter decides. Older kernels do not take "true" and
 * "enabled": they refuse to load the module, so that nothing is attached either.
 */
int cmdline_truth(const char *value)
{
	if (!*value)
		return -1;
	if (strchr("1yYtTeE", value[0]))
		return 1;
	if (strchr("0nNfFdD", value[0]))
		return 0;
	if (value[0] != 'o' && value[0] != 'O')
		return -1;
	if (value[1] == 'n' || value[1] == 'N')
		return 1;
	return value[1] == 'f' || value[1] == 'F' ? 0 : -1;
}
