// SPDX-License-Identifier: GPL-2.0-only
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/json.h"
#include "base/log.h"
#include "base/progress.h"
#include "base/terminal.h"

#define BAR_WIDTH	24	/* at most */
#define BAR_MIN		8
#define BAR_FRAME	3	/* "[", "] " */
#define BAR_EVERY_MS	100
#define LINE_EVERY_MS	2000

static struct {
	enum { NONE, BAR, LINES, JSON } style;
	bool visible;
	const char *uuid, *step;
	size_t blocks, done;
	uint64_t block_size, began, shown;
} run;

static void fill_bar(char *bar, size_t width, const struct progress *progress)
{
	size_t filled = progress->blocks ? progress->done * width / progress->blocks : width;

	bar[0] = '[';
	memset(bar + 1, '#', filled);
	memset(bar + 1 + filled, '-', width - filled);
	strcpy(bar + 1 + width, "] ");
}

void progress_text(char *line, size_t columns, const struct progress *progress)
{
	char counts[48], gib[64], speed[48], left[48], bar[BAR_WIDTH + 4] = "";
	double unit = (double)progress->block_size / (1 << 30);
	size_t done = progress->done, blocks = progress->blocks, used;
	uint64_t seconds = done ? progress->ms * (blocks - done) / done / 1000 : 0;

	snprintf(counts, sizeof(counts), "%zu/%zu", done, blocks);
	snprintf(gib, sizeof(gib), "  %.1f/%.1f GiB", done * unit, blocks * unit);
	snprintf(speed, sizeof(speed), "  %.1f GiB/s",
		 progress->ms ? done * unit * 1000 / progress->ms : 0);
	snprintf(left, sizeof(left), "  %" PRIu64 ":%02" PRIu64 " left", seconds / 60,
		 seconds % 60);

	/* all that is printed besides the bar itself: texts, one blank, and the bar's frame */
	columns = columns < PROGRESS_TEXT_MAX ? columns : PROGRESS_TEXT_MAX;
	used = strlen(progress->step) + 1 + strlen(counts) + strlen(left) + BAR_FRAME;
	if (used + strlen(gib) + strlen(speed) + BAR_MIN >= columns)
		speed[0] = '\0';
	if (used + strlen(gib) + strlen(speed) + BAR_MIN >= columns)
		gib[0] = '\0';
	used += strlen(gib) + strlen(speed);
	if (used + BAR_MIN < columns)
		fill_bar(bar, columns - 1 - used < BAR_WIDTH ? columns - 1 - used : BAR_WIDTH,
			 progress);
	snprintf(line, PROGRESS_TEXT_MAX, "%s %s%s%s%s%s", progress->step, bar, counts, gib, speed,
		 left);
	line[columns ? columns - 1 : 0] = '\0';
}

static void print_progress_event(uint64_t ms)
{
	struct json_object *event = json_new_object();

	if (!json_add_text(event, "event", "progress") &&
	    !json_add_text(event, "uuid", run.uuid) &&
	    !json_add_text(event, "step", run.step) &&
	    !json_add_number(event, "blocks", run.done) &&
	    !json_add_number(event, "blocks_total", run.blocks) &&
	    !json_add_number(event, "bytes", run.done * run.block_size) &&
	    !json_add_number(event, "bytes_total", run.blocks * run.block_size) &&
	    !json_add_number(event, "ms", ms))
		json_print_event(event);
	else
		json_free(event);
}

static void print_progress(void)
{
	const struct progress now = {
		run.step, run.done, run.blocks, run.block_size, clock_ms() - run.began
	};
	char line[PROGRESS_TEXT_MAX];

	run.shown = clock_ms();
	switch (run.style) {
	case BAR:
		progress_text(line, terminal_columns(STDERR_FILENO), &now);
		fprintf(stderr, "\r%s\033[K", line);
		run.visible = true;
		break;
	case LINES:
		fprintf(stderr, "dax-kmem: %s: %s %zu of %zu blocks\n", run.uuid, run.step,
			run.done, run.blocks);
		break;
	case JSON:
		print_progress_event(now.ms);
		break;
	case NONE:
		break;
	}
}

static void clear_bar(void)
{
	if (run.visible)
		fputs("\r\033[K", stderr);
	run.visible = false;
}

void progress_start(const char *uuid, const char *step, size_t blocks, uint64_t block_size)
{
	memset(&run, 0, sizeof(run));
	log_before_message = clear_bar;
	if (log_level < LOG_LEVEL_INFO || (!log_json && log_is_journal()))
		run.style = NONE;
	else if (log_json)
		run.style = JSON;
	else
		run.style = terminal_takes_escapes(STDERR_FILENO) ? BAR : LINES;
	run.uuid = uuid;
	run.step = step;
	run.blocks = blocks;
	run.block_size = block_size;
	run.began = clock_ms();
	run.shown = run.began;
}

void progress_show(size_t done)
{
	uint64_t since;

	run.done = done;
	if (run.style == NONE)
		return;
	since = clock_ms() - run.shown;
	if (since >= (run.style == LINES ? LINE_EVERY_MS : BAR_EVERY_MS))
		print_progress();
}

void progress_end(void)
{
	clear_bar();
	/* programs that read the JSON should see the final state */
	if (run.style == JSON)
		print_progress();
	run.style = NONE;
}
