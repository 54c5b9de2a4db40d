// SPDX-License-Identifier: GPL-2.0-only
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "log.h"
#include "progress.h"
#include "sysfs.h"

#define BAR_WIDTH	24
#define BAR_EVERY_MS	100
#define LINE_EVERY_MS	2000

bool progress_json;

static struct {
	enum { NONE, BAR, LINES, JSON } style;
	bool visible;
	const char *uuid, *step;
	size_t blocks, done;
	uint64_t block_size, began, shown;
} run;

/* Served by the vDSO: no system call. */
static uint64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * UINT64_C(1000) + now.tv_nsec / 1000000;
}

void progress_text(char *line, size_t size, size_t done, size_t blocks, uint64_t block_size,
		   uint64_t ms)
{
	double gib = (double)block_size / (1 << 30), rate = ms ? done * gib * 1000 / ms : 0;
	size_t filled = blocks ? done * BAR_WIDTH / blocks : BAR_WIDTH;
	uint64_t left = done ? ms * (blocks - done) / done / 1000 : 0;
	char bar[BAR_WIDTH + 1];

	memset(bar, '-', BAR_WIDTH);
	memset(bar, '#', filled);
	bar[BAR_WIDTH] = '\0';
	snprintf(line, size, "[%s] %zu/%zu  %.1f/%.1f GiB  %.1f GiB/s  %" PRIu64 ":%02" PRIu64
		 " left", bar, done, blocks, done * gib, blocks * gib, rate, left / 60, left % 60);
}

static void print(void)
{
	uint64_t ms = now_ms() - run.began;
	char line[128];

	run.shown = now_ms();
	switch (run.style) {
	case BAR:
		progress_text(line, sizeof(line), run.done, run.blocks, run.block_size, ms);
		fprintf(stderr, "\r%s %s\033[K", run.step, line);
		run.visible = true;
		break;
	case LINES:
		fprintf(stderr, "dax-kmem: %s: %s %zu of %zu blocks\n", run.uuid, run.step,
			run.done, run.blocks);
		break;
	case JSON:
		fprintf(stderr, "{\"event\":\"progress\",\"uuid\":\"%s\",\"step\":\"%s\","
			"\"blocks\":%zu,\"blocks_total\":%zu,\"bytes\":%" PRIu64
			",\"bytes_total\":%" PRIu64 ",\"ms\":%" PRIu64 "}\n", run.uuid, run.step,
			run.done, run.blocks, run.done * run.block_size,
			run.blocks * run.block_size, ms);
		break;
	case NONE:
		break;
	}
}

void progress_start(const char *uuid, const char *step, size_t blocks, uint64_t block_size)
{
	memset(&run, 0, sizeof(run));
	if (log_level < LOG_LEVEL_INFO || sysfs_dry_run || (!progress_json && log_is_journal()))
		run.style = NONE;
	else if (progress_json)
		run.style = JSON;
	else
		run.style = isatty(STDERR_FILENO) ? BAR : LINES;
	run.uuid = uuid;
	run.step = step;
	run.blocks = blocks;
	run.block_size = block_size;
	run.began = now_ms();
	run.shown = run.began;
}

void progress_show(size_t done)
{
	uint64_t since;

	run.done = done;
	if (run.style == NONE)
		return;
	since = now_ms() - run.shown;
	if (since >= (run.style == LINES ? LINE_EVERY_MS : BAR_EVERY_MS))
		print();
}

void progress_hide(void)
{
	if (run.visible)
		fputs("\r\033[K", stderr);
	run.visible = false;
}

void progress_end(void)
{
	progress_hide();
	/* whoever reads JSON wants to see the end */
	if (run.style == JSON)
		print();
	run.style = NONE;
}
