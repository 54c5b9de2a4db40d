/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_LIBUDEV_H
#define DAX_KMEM_LIBUDEV_H

#include <libudev.h>

#include "base/library.h"

/* What is used of libudev; need_library() comes first. */
struct libudev_functions {
	typeof(udev_new) *new;
	typeof(udev_queue_flush) *queue_flush;
	typeof(udev_queue_get_fd) *queue_get_fd;
	typeof(udev_queue_get_queue_is_empty) *queue_get_queue_is_empty;
	typeof(udev_queue_get_udev_is_active) *queue_get_udev_is_active;
	typeof(udev_queue_new) *queue_new;
	typeof(udev_queue_unref) *queue_unref;
	typeof(udev_unref) *unref;
};

extern struct libudev_functions udev;
extern struct library libudev;

#endif
