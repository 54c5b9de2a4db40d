/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_TAKEN_EARLY_H
#define DAX_KMEM_TAKEN_EARLY_H

#include "base/exit.h"
#include "devices/instance.h"

/* What the module takes before anybody runs, as its parameter ids= says. */

/*
 * Every run that holds the lock ends within a bound of its own, and many may wait for one another.
 * It is waited for twice at most; the units' TimeoutStartSec= is longer than that.
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
 * taken_early_give_back() - give back what nobody will bring online
 *
 * It is to be persistent memory as if it had not been taken. What is online is left as it is, for a
 * person to decide; so is what somebody has attached by hand.
 *
 * Return: as detach.
 */
enum exit_code taken_early_give_back(const struct instance *found, unsigned int timeout);

#endif
