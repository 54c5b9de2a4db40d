/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_OTHER_KINDS_H
#define DAX_KMEM_OTHER_KINDS_H

#include <stdbool.h>
#include <stddef.h>

/* Devices that are not pmem, so that a message can name the one that the user has meant. */

/**
 * other_kind_explain() - "soft-reserved memory, and not persistent memory ...; what to do with it"
 * @device: the name of a device on the dax bus
 *
 * Takes no lock of the device.
 *
 * Return: false when there is no such device, or it is pmem.
 */
bool other_kind_explain(char *text, size_t size, const char *device);

#endif
