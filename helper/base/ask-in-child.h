/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_ASK_IN_CHILD_H
#define DAX_KMEM_ASK_IN_CHILD_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Questions that the kernel may not answer for a long time, because they take a lock: most of what
 * the nd bus says of a device takes the device's lock, and whoever binds or unbinds a driver holds
 * that. No signal ends such a wait. So a child asks, and this process goes on without it when the
 * answer does not come.
 */

/**
 * struct questions - questions that are asked at the same time
 * @count: how many there are, numbered from 0
 * @size: bytes in an answer
 * @ask: in a child: find out the answer to question @i, and put it into @answer, which is zeroed
 * @data: for @ask; what that changes in it is seen by nobody
 * @answers: @count of them; those that do not come stay as they are
 * @heard: NULL, or @count times whether the answer has come, false before
 */
struct questions {
	size_t count;
	size_t size;
	void (*ask)(size_t i, void *answer, void *data);
	void *data;
	void *answers;
	bool *heard;
};

/**
 * ask_in_child() - ask all questions, and wait for the answers
 * @patience_ms: to give up after, counted anew from each answer; -1 for never
 *
 * One child asks everything, one question after the other. When it is kept by one of them, the
 * others are asked by a child each, so that one lock costs no more time than all of them.
 *
 * Return: 0 when every answer has come; -ETIMEDOUT when one has not; -EINTR when the user has
 * stopped this command; -EIO when a child has come to harm; -errno.
 */
int ask_in_child(const struct questions *questions, int patience_ms);

#endif
