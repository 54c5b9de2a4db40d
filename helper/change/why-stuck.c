// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <fcntl.h>
#include <linux/kernel-page-flags.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/page-size.h"
#include "base/sysfs.h"
#include "base/util.h"
#include "change/why-stuck.h"

/* The kernel may log faster than this reads: after so many lost messages, stop. */
#define OVERRUNS_MAX	16

static int kmsg = -1;

void stuck_begin(void)
{
	char path[SYSFS_PATH_MAX];

	if (kmsg < 0 && !sysfs_path(path, "/dev/kmsg"))
		kmsg = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	if (kmsg >= 0)
		lseek(kmsg, 0, SEEK_END);
}

/* Finds the first new message about a page that could not be moved. */
static void read_kernel_log(char *text, size_t size)
{
	static const char *const marks[] = {
		"migrating pfn", "unmovable page", "migration failure"
	};
	unsigned int overruns = 0;
	char record[1024], *start;
	ssize_t length;
	size_t i;

	text[0] = '\0';
	while (!text[0]) {
		length = read(kmsg, record, sizeof(record) - 1);
		/* EPIPE: messages were overwritten; the next read returns the oldest one left */
		if (length < 0 && errno == EPIPE && overruns++ < OVERRUNS_MAX)
			continue;
		if (length <= 0)
			break;
		record[length] = '\0';
		start = strchr(record, ';');
		if (!start)
			continue;
		start[strcspn(start, "\n")] = '\0';
		for (i = 0; i < ARRAY_SIZE(marks); i++) {
			if (strstr(start, marks[i]))
				snprintf(text, size, "the kernel's log says: %s", start + 1);
		}
	}
}

enum { FREE, ANON, FILES, SLAB, HUGE, POISON, OTHER, KINDS };

static int kind_of_page(uint64_t flags)
{
	if (flags & (1 << KPF_BUDDY | 1 << KPF_NOPAGE))
		return FREE;
	if (flags & 1 << KPF_HWPOISON)
		return POISON;
	if (flags & 1 << KPF_HUGE)
		return HUGE;
	if (flags & 1 << KPF_SLAB)
		return SLAB;
	if (flags & 1 << KPF_ANON)
		return ANON;
	/* without any flag it is free, in a per-CPU list, or isolated */
	return flags ? (flags & (1 << KPF_LRU) ? FILES : OTHER) : FREE;
}

void stuck_kinds(char *text, size_t size, const uint64_t *flags, size_t count)
{
	static const char *const names[KINDS] = {
		[ANON] = "of processes", [FILES] = "of files", [SLAB] = "of the kernel",
		[HUGE] = "huge", [POISON] = "poisoned", [OTHER] = "of other kinds",
	};
	size_t counts[KINDS] = { 0 }, used = 0, i;

	for (i = 0; i < count; i++)
		counts[kind_of_page(flags[i])]++;
	text[0] = '\0';
	for (i = FREE + 1; i < KINDS; i++) {
		if (counts[i] && used < size)
			used += snprintf(text + used, size - used, "%s%zu %s", used ? ", " :
					 "pages in use: ", counts[i], names[i]);
	}
}

static void read_page_kinds(char *text, size_t size, uint64_t block, uint64_t block_size)
{
	size_t bytes = block_size / page_size() * sizeof(uint64_t);
	char path[SYSFS_PATH_MAX];
	uint64_t *flags;
	ssize_t length;
	int fd;

	text[0] = '\0';
	flags = malloc(bytes);
	if (!flags || sysfs_path(path, "/proc/kpageflags")) {
		free(flags);
		return;
	}
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd >= 0) {
		length = pread(fd, flags, bytes, block * bytes);
		if (length > 0)
			stuck_kinds(text, size, flags, length / sizeof(*flags));
		close(fd);
	}
	free(flags);
}

void stuck_why(char *why, size_t size, uint64_t block, uint64_t block_size)
{
	char log[200], pages[200];

	read_kernel_log(log, sizeof(log));
	read_page_kinds(pages, sizeof(pages), block, block_size);
	snprintf(why, size, "%s%s%s", pages, pages[0] && log[0] ? "; " : "", log);
}
