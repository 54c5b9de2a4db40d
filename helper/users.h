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
 * users_find() - who has a character device open or mapped
 * @device: its number, st_rdev
 * @users: the first USERS_MAX of them
 *
 * Looks at the number, not at a path: a node in another mount of devtmpfs counts too.
 *
 * Return: how many processes in all.
 */
size_t users_find(dev_t device, struct user users[USERS_MAX]);

#endif
