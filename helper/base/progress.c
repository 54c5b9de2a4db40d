// SPDX-License-Identifier: GPL-2.0-only
#include <inttypes.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/json.h"
#include "base/log.h"
#include "base/progress-text.h"
#include "base/progress.h"
#include "base/terminal.h"
#include "base/watcher.h"

#define BAR_EVERY_MS	100
#define LINE_EVERY_MS	2000

/* The watcher's thread prints, too: whoever prints holds the lock. */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct {
	enum { NONE, BAR, LINES, JSON } style;
	bool visible;
	const char *uuid, *step;
	const char *(*why)(uint64_t number);
	size_t blocks;
	uint64_t block_size, began, shown;
	uint64_t named;			/* the block that the watcher saw last */
	uint64_t next_seconds;		/* when it has taken so long, it is named again */
} run;

/* These change with every block: the lock would cost more than all else that is done for one. */
static struct {
	_Atomic size_t done;
	_Atomic uint64_t block, block_began;	/* 0: between two blocks */
} at;

static void print_progress_event(uint64_t ms)
{
	struct json_object *event = json_new_object();

	if (!json_add_text(event, "event", "progress") &&
	    !json_add_text(event, "uuid", run.uuid) &&
	    !json_add_text(event, "step", run.step) &&
	    !json_add_number(event, "blocks", at.done) &&
	    !json_add_number(event, "blocks_total", run.blocks) &&
	    !json_add_number(event, "bytes", at.done * run.block_size) &&
	    !json_add_number(event, "bytes_total", run.blocks * run.block_size) &&
	    !json_add_number(event, "ms", ms))
		json_print_event(event);
	else
		json_free(event);
}

static void print_waiting_event(const struct progress *now)
{
	struct json_object *event = json_new_object();

	if (!json_add_text(event, "event", "waiting") &&
	    !json_add_text(event, "uuid", run.uuid) &&
	    !json_add_text(event, "step", run.step) &&
	    !json_add_number(event, "block", now->block) &&
	    !json_add_number(event, "seconds", now->block_seconds) &&
	    !json_add_text(event, "why", now->why))
		json_print_event(event);
	else
		json_free(event);
}

static void read_progress(struct progress *now)
{
	uint64_t began = at.block_began, block = at.block, ms = clock_ms();

	*now = (struct progress){
		run.step, at.done, run.blocks, run.block_size, ms - run.began, block
	};
	/* if not, another block has begun since */
	if (began && began == at.block_began)
		now->block_seconds = (ms - began) / 1000;
	if (now->block_seconds)
		now->why = run.why(block);
}

static void print_bar(const struct progress *now)
{
	char line[PROGRESS_TEXT_MAX];

	progress_text(line, terminal_columns(STDERR_FILENO), now);
	fprintf(stderr, "\r%s\033[K", line);
	run.visible = true;
}

static void print_progress(void)
{
	struct progress now;
	char bytes[64];

	read_progress(&now);
	run.shown = clock_ms();
	switch (run.style) {
	case BAR:
		print_bar(&now);
		break;
	case LINES:
		progress_bytes(bytes, sizeof(bytes), &now);
		fprintf(stderr, "dax-kmem: %s: %s %zu of %zu blocks, %s\n", run.uuid, run.step,
			at.done, run.blocks, bytes);
		break;
	case JSON:
		print_progress_event(now.ms);
		break;
	case NONE:
		break;
	}
}

static void print_waiting(const struct progress *now)
{
	char text[128];

	switch (run.style) {
	case BAR:
		print_bar(now);
		break;
	case LINES:
		progress_waiting(text, sizeof(text), now);
		fprintf(stderr, "dax-kmem: %s: %s\n", run.uuid, text);
		break;
	case JSON:
		print_waiting_event(now);
		break;
	case NONE:
		break;
	}
}

/* In the watcher's thread. */
static void look_at_block(void)
{
	struct progress now;

	pthread_mutex_lock(&lock);
	read_progress(&now);
	if (now.block != run.named)
		run.next_seconds = 1;
	run.named = now.block;
	if (now.block_seconds && now.block_seconds >= run.next_seconds) {
		print_waiting(&now);
		/* lines and JSON stay: so they come after one second, two, four, and so on */
		run.next_seconds = run.style == BAR ? now.block_seconds + 1 : now.block_seconds * 2;
	}
	pthread_mutex_unlock(&lock);
}

/*
 * Before a message. The bar must not come back before that is printed, so for the watcher there is
 * no block until the next one.
 */
static void clear_bar(void)
{
	pthread_mutex_lock(&lock);
	if (run.visible)
		fputs("\r\033[K", stderr);
	run.visible = false;
	at.block_began = 0;
	pthread_mutex_unlock(&lock);
}

void progress_start(const char *uuid, const char *step, size_t blocks, uint64_t block_size,
		    const char *(*why)(uint64_t number))
{
	memset(&run, 0, sizeof(run));
	at.done = 0;
	at.block = 0;
	at.block_began = 0;
	log_before_message = clear_bar;
	if (log_level < LOG_LEVEL_INFO || (!log_json && log_is_journal()))
		run.style = NONE;
	else if (log_json)
		run.style = JSON;
	else
		run.style = terminal_takes_escapes(STDERR_FILENO) ? BAR : LINES;
	run.uuid = uuid;
	run.step = step;
	run.why = why;
	run.blocks = blocks;
	run.block_size = block_size;
	run.began = clock_ms();
	run.shown = run.began;
	if (run.style != NONE)
		watcher_start(look_at_block);
}

static void show_if_due(size_t done, uint64_t now)
{
	at.block_began = 0;
	at.done = done;
	if (now - run.shown < (run.style == LINES ? LINE_EVERY_MS : BAR_EVERY_MS))
		return;
	pthread_mutex_lock(&lock);
	print_progress();
	pthread_mutex_unlock(&lock);
}

void progress_show(size_t done)
{
	if (run.style != NONE)
		show_if_due(done, clock_ms());
}

void progress_block(size_t done, uint64_t number)
{
	uint64_t now;

	if (run.style == NONE)
		return;
	now = clock_ms();
	show_if_due(done, now);
	at.block = number;
	at.block_began = now;
}

void progress_end(void)
{
	watcher_stop();
	clear_bar();
	/* programs that read the JSON should see the final state */
	if (run.style == JSON)
		print_progress();
	run.style = NONE;
}
