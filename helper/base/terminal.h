/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_TERMINAL_H
#define DAX_KMEM_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>

/**
 * terminal_columns() - the width of a terminal; $COLUMNS, or 80, when it does not say
 */
size_t terminal_columns(int fd);

/**
 * terminal_takes_escapes() - is it a terminal that can move its cursor and clear a line?
 */
bool terminal_takes_escapes(int fd);

/**
 * terminal_takes_colours() - is it such a terminal, and does the user want colours?
 *
 * A user who wants none sets NO_COLOR, to anything but "" (https://no-color.org).
 */
bool terminal_takes_colours(int fd);

#endif
