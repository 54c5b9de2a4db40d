// SPDX-License-Identifier: GPL-2.0-only
/* The words and the bar that show the progress. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/progress-text.h"
#include "base/util.h"

#define BAR_WIDTH	24	/* at most */
#define BAR_MIN		6
#define BAR_FRAME	3	/* "[", "] " */

static void fill_bar(char *bar, size_t width, const struct progress *progress)
{
	size_t filled = progress->blocks ? progress->done * width / progress->blocks : width;

	bar[0] = '[';
	memset(bar + 1, '#', filled);
	memset(bar + 1 + filled, '-', width - filled);
	strcpy(bar + 1 + width, "] ");
}

void progress_bytes(char *text, size_t size, const struct progress *progress)
{
	double unit = (double)progress->block_size / (1 << 30);

	snprintf(text, size, "%.1f/%.1f GiB", progress->done * unit, progress->blocks * unit);
}

void progress_waiting(char *text, size_t size, const struct progress *progress)
{
	snprintf(text, size, "memory%" PRIu64 ": %s for %" PRIu64 " s%s%s", progress->block,
		 progress->step, progress->block_seconds, progress->why ? ", " : "",
		 progress->why ? progress->why : "");
}

/* The pieces that follow the bar. Those that do not fit are emptied, the last one first. */
struct pieces {
	char blocks[48], bytes[64], speed[32], left[48], why[64];
};

static void fill_pieces(struct pieces *pieces, const struct progress *progress)
{
	size_t done = progress->done, blocks = progress->blocks;
	double gib = (double)progress->block_size / (1 << 30) * done;
	uint64_t seconds = done ? progress->ms * (blocks - done) / done / 1000 : 0;

	memset(pieces, 0, sizeof(*pieces));
	snprintf(pieces->blocks, sizeof(pieces->blocks), "%zu/%zu  ", done, blocks);
	progress_bytes(pieces->bytes, sizeof(pieces->bytes), progress);
	if (progress->block_seconds) {
		/* how fast it was says nothing about this block */
		snprintf(pieces->left, sizeof(pieces->left), "  memory%" PRIu64 " for %" PRIu64
			 " s", progress->block, progress->block_seconds);
		if (progress->why)
			snprintf(pieces->why, sizeof(pieces->why), ", %s", progress->why);
		return;
	}
	snprintf(pieces->speed, sizeof(pieces->speed), "  %.1f GiB/s",
		 progress->ms ? gib * 1000 / progress->ms : 0);
	snprintf(pieces->left, sizeof(pieces->left), "  %" PRIu64 ":%02" PRIu64 " left",
		 seconds / 60, seconds % 60);
}

void progress_text(char *line, size_t columns, const struct progress *progress)
{
	char bar[BAR_WIDTH + 4] = "";
	struct pieces pieces;
	char *const optional[] = { pieces.why, pieces.speed, pieces.blocks };
	size_t used, i;

	columns = columns < PROGRESS_TEXT_MAX ? columns : PROGRESS_TEXT_MAX;
	fill_pieces(&pieces, progress);
	/* all that is printed besides the bar itself: texts, one blank, and the bar's frame */
	used = strlen(progress->step) + 1 + strlen(pieces.blocks) + strlen(pieces.bytes) +
	       strlen(pieces.speed) + strlen(pieces.left) + strlen(pieces.why) + BAR_FRAME;
	for (i = 0; i < ARRAY_SIZE(optional); i++) {
		/* the reason is worth more than the bar */
		if (used + (pieces.why[0] ? 0 : BAR_MIN) < columns)
			continue;
		used -= strlen(optional[i]);
		optional[i][0] = '\0';
	}
	if (used + BAR_MIN < columns)
		fill_bar(bar, columns - 1 - used < BAR_WIDTH ? columns - 1 - used : BAR_WIDTH,
			 progress);
	snprintf(line, PROGRESS_TEXT_MAX, "%s %s%s%s%s%s%s", progress->step, bar, pieces.blocks,
		 pieces.bytes, pieces.speed, pieces.left, pieces.why);
	line[columns ? columns - 1 : 0] = '\0';
}
