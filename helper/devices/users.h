/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_USERS_H
#define DAX_KMEM_USERS_H

#include <stddef.h>
#include <sys/types.h>

#define USERS_MAX	8

struct user {
	pid_t pid;
	char name[32];
};

/**
 * struct users - the processes that have a character device open or mapped
 * @list: the first USERS_MAX of them
 * @count: how many there are in all
 * @stuck: upon -EDEADLK, the process that cannot be looked at
 */
struct users {
	struct user list[USERS_MAX];
	size_t count;
	struct user stuck;
};

/**
 * users_find() - look for the users of a device-dax device
 * @chardev: its name
 *
 * Return: 0; -EDEADLK when a process is stuck in the kernel, with a lock that is needed to look at
 * it: this process and all later ones were not looked at; -EINTR when the user has stopped this
 * command; -ETIMEDOUT when the time of deadline_start() is up; -errno.
 */
int users_find(const char *chardev, struct users *users);

#endif
