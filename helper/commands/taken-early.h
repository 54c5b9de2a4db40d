/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_TAKEN_EARLY_H
#define DAX_KMEM_TAKEN_EARLY_H

#include "base/exit.h"
#include "devices/instance.h"

/* Devices that the module has bound by itself, because its parameter ids= lists them. */

/*
 * Every run that holds the lock ends within a time of its own, and many may wait for one another.
 * This command waits for the lock twice at most; the units' TimeoutStartSec= is longer than that.
 */
#define LOCK_WAIT_SECONDS	1800

/**
 * taken_early() - did the module take it by itself?
 */
bool taken_early(const struct instance *instance);

/**
 * taken_early_hand_back() - give it back to the driver of device-dax, and say so
 *
 * Return: as detach.
 */
enum exit_code taken_early_hand_back(const struct instance *taken, unsigned int timeout);

/**
 * taken_early_give_back() - give it back when nothing will bring it online
 *
 * It becomes device-dax, as if the module had not taken it. Memory that is online is left as it is,
 * for a person to decide; so is what somebody has attached by hand.
 *
 * Return: as detach.
 */
enum exit_code taken_early_give_back(const struct instance *found, unsigned int timeout);

#endif
