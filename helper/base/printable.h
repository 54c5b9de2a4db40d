/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_PRINTABLE_H
#define DAX_KMEM_PRINTABLE_H

#include <stddef.h>

/*
 * Labels, names of processes and of files, and what stands in a configuration are any bytes. On a
 * terminal they must do no harm, in the journal they are to be read, and JSON has to be UTF-8. What
 * cannot be shown stands as "\xNN", byte by byte; a backslash before an x as "\x5c", as in tables
 * by libsmartcols, so that it can be told from these.
 */

/**
 * printable_text() - for people: what the user's locale can print stays as it is
 *
 * Return: to be freed; NULL when memory is short.
 */
char *printable_text(const char *text);

/**
 * printable_utf8() - for JSON: what is valid UTF-8 stays as it is, control characters too
 *
 * Return: as printable_text().
 */
char *printable_utf8(const char *text);

/**
 * printable_sequence() - bytes in the UTF-8 sequence that begins a text, 0 when it is invalid
 */
size_t printable_sequence(const char *text);

#endif
