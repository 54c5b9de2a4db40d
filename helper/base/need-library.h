/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_NEED_LIBRARY_H
#define DAX_KMEM_NEED_LIBRARY_H

#include "base/library.h"

/**
 * need_library() - library_load(), and log why it fails
 *
 * Return: DK_DONE or DK_FAILED.
 */
enum exit_code need_library(struct library *library);

#endif
