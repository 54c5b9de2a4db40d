/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_CURE_H
#define DAX_KMEM_CURE_H

#include "base/exit.h"

/**
 * cure_of() - what to do about a file that cannot be opened, read or written
 * @error: an errno
 * @otherwise: the cure for an error that needs no special one
 */
const char *cure_of(int error, const char *otherwise);

/**
 * cure_code() - the exit code for such an error
 */
enum exit_code cure_code(int error);

#endif
