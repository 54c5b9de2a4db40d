// SPDX-License-Identifier: GPL-2.0-only
#include <locale.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>
#include <wctype.h>

#include "base/printable.h"

size_t printable_sequence(const char *text)
{
	const unsigned char *bytes = (const unsigned char *)text;
	size_t length, i;

	if (bytes[0] < 0x80)
		return 1;
	/* 0xc0 and 0xc1 would begin overlong sequences, and there are no characters above 0xf4 */
	if (bytes[0] < 0xc2 || bytes[0] > 0xf4)
		return 0;
	length = bytes[0] < 0xe0 ? 2 : bytes[0] < 0xf0 ? 3 : 4;
	for (i = 1; i < length; i++) {
		if ((bytes[i] & 0xc0) != 0x80)
			return 0;
	}
	/* overlong sequences of three or four bytes, surrogates, and characters above 0x10ffff */
	if ((bytes[0] == 0xe0 && bytes[1] < 0xa0) || (bytes[0] == 0xed && bytes[1] >= 0xa0) ||
	    (bytes[0] == 0xf0 && bytes[1] < 0x90) || (bytes[0] == 0xf4 && bytes[1] >= 0x90))
		return 0;
	return length;
}

void printable_use_locale(void)
{
	static bool done;

	if (!done)
		setlocale(LC_CTYPE, "");
	done = true;
}

/* Return: bytes in the first character of a text, 0 when the user's locale cannot print it. */
static size_t locale_character(const char *text)
{
	mbstate_t state = { 0 };
	wchar_t character;
	size_t length;

	if (text[0] == '\\' && text[1] == 'x')
		return 0;
	/* ASCII is the same in all locales */
	if ((unsigned char)text[0] < 0x80)
		return text[0] >= ' ' && text[0] != 0x7f;
	printable_use_locale();
	length = mbrtowc(&character, text, strlen(text), &state);
	if (length == 0 || length > strlen(text) || !iswprint(character))
		return 0;
	return length;
}

static char *escape_text(const char *text, size_t (*shown)(const char *text))
{
	char *result = malloc(strlen(text) * 4 + 1), *end = result;
	size_t length;

	if (!result)
		return NULL;
	while (*text) {
		length = shown(text);
		if (length) {
			memcpy(end, text, length);
			end += length;
			text += length;
		} else {
			end += sprintf(end, "\\x%02x", (unsigned char)*text++);
		}
	}
	*end = '\0';
	return result;
}

char *printable_text(const char *text)
{
	return escape_text(text, locale_character);
}

static size_t utf8_character(const char *text)
{
	return text[0] == '\\' && text[1] == 'x' ? 0 : printable_sequence(text);
}

char *printable_utf8(const char *text)
{
	return escape_text(text, utf8_character);
}
