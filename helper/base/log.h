/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_LOG_H
#define DAX_KMEM_LOG_H

#include <stdbool.h>

/*
 * Messages go to standard error, one line each: "object: cause; cure". Results go to standard
 * output. -q leaves errors only, -v adds every write to the system. With --json each line is a
 * JSON object.
 */
enum log_level {
	LOG_LEVEL_ERROR,
	LOG_LEVEL_WARNING,
	LOG_LEVEL_INFO,
	LOG_LEVEL_DEBUG,
};

extern enum log_level log_level;
extern bool log_json;	/* JSON lines, for progress as well */

/* Called before each message, NULL for nothing: the progress bar clears its line. */
extern void (*log_before_message)(void);

/*
 * Sees each message first, even one that is not printed because of -q; NULL for nobody. When it
 * returns true, the message is not printed.
 */
extern bool (*log_take_message)(enum log_level level, const char *text);

/*
 * Is told of each error and warning that nobody has taken, even when it is not printed because of
 * -q; NULL for nobody.
 */
extern void (*log_saw_message)(enum log_level level, const char *text);

/*
 * Does standard error go to systemd's journal? Messages then begin with a level, and not with the
 * name of the command, which the journal adds itself.
 */
bool log_is_journal(void);

void log_message(enum log_level level, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

#define log_error(...)		log_message(LOG_LEVEL_ERROR, __VA_ARGS__)
#define log_warning(...)	log_message(LOG_LEVEL_WARNING, __VA_ARGS__)
#define log_info(...)		log_message(LOG_LEVEL_INFO, __VA_ARGS__)
#define log_debug(...)		log_message(LOG_LEVEL_DEBUG, __VA_ARGS__)

#endif
