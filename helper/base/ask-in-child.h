/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_ASK_IN_CHILD_H
#define DAX_KMEM_ASK_IN_CHILD_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Reading most attributes of a device on the nd bus takes the device's lock, which is held while a
 * driver is bound or unbound. No signal ends the wait for that lock. So a child process reads, and
 * this process goes on without it when no answer comes.
 */

/**
 * struct questions - what to find out, in any order
 * @count: how many there are, numbered from 0
 * @size: bytes in an answer
 * @ask: in a child: find out the answer to question @i, and put it into @answer, which is zeroed
 * @data: for @ask, which gets a copy: changes to it are lost with the child
 * @answers: @count of them; those that do not come stay as they are
 * @answered: NULL, or @count flags, false before: whether the answer has come
 */
struct questions {
	size_t count;
	size_t size;
	void (*ask)(size_t i, void *answer, void *data);
	void *data;
	void *answers;
	bool *answered;
};

/**
 * ask_in_child() - ask all questions, and wait for the answers
 * @patience_ms: give up when no answer has come for so long; -1 for never
 *
 * One child asks everything, one question after the other. When it gets stuck, each of the others
 * is asked by a child of its own, so that several locked devices are waited for at the same time.
 *
 * Return: 0 when every answer has come; -ETIMEDOUT when one has not; -EINTR when the user has
 * stopped this command; -EIO when a child has sent something invalid; -errno.
 */
int ask_in_child(const struct questions *questions, int patience_ms);

#endif
