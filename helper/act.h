/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_ACT_H
#define DAX_KMEM_ACT_H

#include <signal.h>

#include "exit.h"
#include "plan.h"

/* Set by a signal handler: an act that is under way is undone at the next step. */
extern volatile sig_atomic_t act_interrupted;

/**
 * act_attach() - carry out a plan that has been checked
 *
 * The module is loaded and every file open before the first write. Whatever fails later is undone:
 * the device goes back to the driver it came from. No id stays listed, whatever the end.
 *
 * Return: DK_DONE; DK_MODULE, DK_PERMISSION, DK_GONE: nothing was written; DK_ROLLED_BACK.
 */
enum exit_code act_attach(const struct plan *plan);

#endif
