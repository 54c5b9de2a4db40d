/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_AUTO_RESULT_H
#define DAX_KMEM_AUTO_RESULT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/exit.h"
#include "devices/instance.h"

/*
 * What auto leaves about each listed device in /run/dax-kmem, for "dax-kmem status" to show.
 * Nothing else reads it, and no decision depends on it. The whole story is in the journal, which
 * cannot be read without another program or another library.
 */

#define RESULT_MESSAGE_MAX	1024

/**
 * struct auto_result - how the last attempt of auto to attach a device has ended, since boot
 * @code: its exit code
 * @time: when that was, in seconds since 1970
 * @message: the first error, which is the cause of all others; "" for none
 */
struct auto_result {
	enum exit_code code;
	int64_t time;
	char message[RESULT_MESSAGE_MAX];
};

/**
 * auto_result_begin() - from now on, remember the first error that is logged
 */
void auto_result_begin(void);

/**
 * auto_result_write() - leave the result for an instance, with the first error since the beginning
 *
 * An attach does not fail because this cannot be written: the reason is logged, and that is all.
 */
void auto_result_write(const struct instance *instance, enum exit_code code);

/**
 * auto_result_read() - read what is left about an instance
 *
 * Return: 0; -ENOENT when there is nothing; -EACCES for others than root; -errno.
 */
int auto_result_read(struct auto_result *result, const struct instance *instance);

#endif
