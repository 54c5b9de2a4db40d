/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_ACT_H
#define DAX_KMEM_ACT_H

#include "exit.h"
#include "plan.h"

/**
 * act_attach() - carry out a plan that has been checked
 * @seconds: to give up after, 0 for never
 *
 * The module is loaded and every file open before the first write. Whatever fails later is undone:
 * the device goes back to the driver it came from. No id stays listed, whatever the end.
 *
 * Return: DK_DONE; DK_MODULE, DK_PERMISSION, DK_GONE: nothing was written; DK_ROLLED_BACK;
 * DK_TIMEOUT when the kernel did not let go.
 */
enum exit_code act_attach(const struct plan *plan, unsigned int seconds);

/**
 * act_detach() - every block offline, unbound, back with dax_pmem
 * @seconds: to give up after, 0 for never
 *
 * A block that does not go offline is named, and the others go online again where they were: the
 * memory is whole then, and nothing has changed.
 *
 * Return: as act_attach().
 */
enum exit_code act_detach(const struct instance *instance, const struct machine *machine,
			  unsigned int seconds);

#endif
