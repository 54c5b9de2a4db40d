// SPDX-License-Identifier: GPL-2.0-only
/* Draws what the bytes of a namespace are used for, as a bar with a legend. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/terminal.h"
#include "commands/draw-map.h"
#include "commands/value.h"

#define BAR_WIDTH	64	/* where no terminal gives another */
#define BAR_MIN		16
#define BAR_MAX		512
#define BAR_FRAME	4	/* "  |", "|" */

/* The letter in the bar; the colour as in "\033[32m". */
static const struct {
	char mark;
	const char *colour;
} looks[USES] = {
	[USE_DATA] = { 'd', "36" },
	[USE_UNKNOWN] = { '?', "31" },
	[USE_MOVABLE] = { 'M', "32" },
	[USE_KERNEL] = { 'K', "34" },
	[USE_RESERVE] = { 'r', "35" },
	[USE_LOST] = { '.', "90" },
	[USE_OFFLINE] = { 'o', "33" },
	[USE_INFO] = { 'i', "95" },
};

void canvas_init(struct canvas *canvas, bool bytes)
{
	*canvas = (struct canvas){ SIZE_MAX, BAR_WIDTH, false, bytes };
	if (!isatty(STDOUT_FILENO))
		return;
	canvas->columns = terminal_columns(STDOUT_FILENO);
	canvas->colours = terminal_takes_colours(STDOUT_FILENO);
	if (canvas->columns < BAR_MIN + BAR_FRAME)
		canvas->bar = BAR_MIN;
	else if (canvas->columns > BAR_MAX + BAR_FRAME)
		canvas->bar = BAR_MAX;
	else
		canvas->bar = canvas->columns - BAR_FRAME;
}

static void fill_cells(enum use *cells, size_t width, const struct block_map *map,
		       const struct instance *instance)
{
	uint64_t start = instance->ns_start, size = instance->ns_size;
	size_t i, cell, last;

	for (i = 0; i < map->count; i++) {
		const struct part *part = &map->list[i];

		/* in floating point: the products exceed 64 bits */
		cell = (double)(part->start - start) * width / size;
		last = (double)(part->start - start + part->size - 1) * width / size;
		for (; cell <= last && cell < width; cell++) {
			if (part->use > cells[cell])
				cells[cell] = part->use;
		}
	}
}

/* Prints the mark of a use, as often as it is to be seen. */
static void print_marks(const struct canvas *canvas, enum use use, size_t count)
{
	if (canvas->colours)
		printf("\033[%sm", looks[use].colour);
	while (count--)
		putchar(looks[use].mark);
	if (canvas->colours)
		fputs("\033[0m", stdout);
}

static void draw_bar(const struct canvas *canvas, const struct block_map *map,
		     const struct instance *instance)
{
	enum use cells[BAR_MAX] = { 0 };
	size_t i, same;

	fill_cells(cells, canvas->bar, map, instance);
	fputs("  |", stdout);
	for (i = 0; i < canvas->bar; i += same) {
		for (same = 1; i + same < canvas->bar && cells[i + same] == cells[i]; same++)
			;
		print_marks(canvas, cells[i], same);
	}
	puts("|");
}

/* Only root may read addresses; those of the data come from the driver. */
static void say_unknown(const struct instance *instance)
{
	const char *cure = "the kernel does not tell it";

	if (instance->state == STATE_LOCKED)
		cure = "the kernel keeps the device locked";
	else if (geteuid())
		cure = "run as root";
	else if (!instance->driver[0])
		cure = "it has no driver; 'dax-kmem attach' gives it one";
	printf("  its place is not known: %s\n", cure);
}

static void put_size(char *text, const struct canvas *canvas, uint64_t size)
{
	struct value value;

	value_set_bytes(&value, size);
	value_format(text, &value, canvas->bytes);
}

/* What follows the UUID is on a line of its own where it does not fit behind that. */
static void draw_names(const struct canvas *canvas, const struct instance *instance)
{
	char uuid[UUID_STR_LEN], size[VALUE_TEXT_MAX] = "";
	size_t length;

	uuid_unparse_lower(instance->id.uuid, uuid);
	if (instance->ns_size)
		put_size(size, canvas, instance->ns_size);
	length = strlen(uuid) + 2 + strlen(instance->namespace) + 2 + strlen(size);
	printf("%s%s  %s", uuid, length > canvas->columns ? "\n" : "", instance->namespace);
	if (size[0])
		printf("  %s", size);
	putchar('\n');
}

/* Goes on in the next line where an item does not fit. */
static void draw_legend(const struct canvas *canvas, const struct block_map *map)
{
	char size[VALUE_TEXT_MAX], item[VALUE_TEXT_MAX + 32];
	uint64_t sums[USES] = { 0 };
	size_t i, used = 0, length;

	for (i = 0; i < map->count; i++)
		sums[map->list[i].use] += map->list[i].size;
	for (i = USES; i-- > 0;) {
		if (!sums[i])
			continue;
		put_size(size, canvas, sums[i]);
		length = snprintf(item, sizeof(item), " %s %s", use_names[i], size) + 1;
		/* with the comma that may follow */
		if (used && used + 2 + length + 1 > canvas->columns) {
			fputs(",\n", stdout);
			used = 0;
		}
		fputs(used ? ", " : "  ", stdout);
		print_marks(canvas, i, 1);
		fputs(item, stdout);
		used += 2 + length;
	}
	putchar('\n');
}

void draw_map(const struct canvas *canvas, const struct block_map *map,
	      const struct instance *instance)
{
	draw_names(canvas, instance);
	if (!map->count) {
		say_unknown(instance);
		return;
	}
	draw_bar(canvas, map, instance);
	draw_legend(canvas, map);
}
