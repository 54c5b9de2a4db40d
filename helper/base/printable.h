/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_PRINTABLE_H
#define DAX_KMEM_PRINTABLE_H

#include <stddef.h>

/*
 * Labels, names of processes and files, and the text of a configuration may be any bytes. Control
 * characters could harm a terminal, and JSON has to be valid UTF-8. So every byte of what cannot be
 * shown becomes "\xNN". A backslash before an x becomes "\x5c", as libsmartcols does in tables, so
 * that an original "\xNN" cannot be taken for an escaped byte.
 */

/**
 * printable_use_locale() - from now on, characters are those of the user's locale
 *
 * Messages and numbers are not translated. Reading a locale takes as long as starting a process,
 * and most output is ASCII, so this is done when it is needed: by printable_text(), and before
 * libsmartcols prints.
 */
void printable_use_locale(void);

/**
 * printable_text() - for people: escape what the user's locale cannot print
 *
 * Return: to be freed; NULL when memory is short.
 */
char *printable_text(const char *text);

/**
 * printable_utf8() - for JSON: escape what is not valid UTF-8; json-c escapes control characters
 *
 * Return: as printable_text().
 */
char *printable_utf8(const char *text);

/**
 * printable_sequence() - bytes in the first UTF-8 sequence of a text, 0 when it is invalid
 */
size_t printable_sequence(const char *text);

#endif
