/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_DRAW_MAP_H
#define DAX_KMEM_DRAW_MAP_H

#include <stdbool.h>
#include <stddef.h>

#include "commands/block-map.h"

/**
 * struct canvas - how to draw
 * @columns: width of a line
 * @bar: width of a bar in it
 * @colours: with the escape sequences for colours
 * @bytes: sizes as a number of bytes
 */
struct canvas {
	size_t columns;
	size_t bar;
	bool colours;
	bool bytes;
};

/**
 * canvas_init() - draw as standard output can show it
 *
 * Colours are for terminals only, and bars are as wide as these; anything else gets 64 cells.
 */
void canvas_init(struct canvas *canvas, bool bytes);

/**
 * draw_map() - draw a namespace from its first byte to its last
 */
void draw_map(const struct canvas *canvas, const struct block_map *map,
	      const struct instance *instance);

#endif
