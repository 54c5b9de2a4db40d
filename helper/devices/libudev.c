// SPDX-License-Identifier: GPL-2.0-only
#include "devices/libudev.h"

struct libudev_functions udev;

static const struct library_function libudev_names[] = {
	LIBRARY_FUNCTION(udev, new),
	LIBRARY_FUNCTION(udev, queue_flush),
	LIBRARY_FUNCTION(udev, queue_get_fd),
	LIBRARY_FUNCTION(udev, queue_get_queue_is_empty),
	LIBRARY_FUNCTION(udev, queue_get_udev_is_active),
	LIBRARY_FUNCTION(udev, queue_new),
	LIBRARY_FUNCTION(udev, queue_unref),
	LIBRARY_FUNCTION(udev, unref),
	{ NULL },
};

struct library libudev = LIBRARY(LIBUDEV, libudev_names);
