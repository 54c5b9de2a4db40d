/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_OUTPUT_H
#define DAX_KMEM_OUTPUT_H

#include <stdbool.h>

#include "instance.h"

/**
 * output_instances() - print instances as a table, or all columns as JSON
 *
 * Return: 0 or -errno.
 */
int output_instances(const struct instances *all, bool json);

#endif
