/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_CHANGE_INSTANCE_H
#define DAX_KMEM_CHANGE_INSTANCE_H

#include "base/exit.h"
#include "devices/instance.h"
#include "settings/wish.h"

/*
 * Discover -> plan -> check -> carry out -> verify, for one instance.
 *
 * @all: all instances of this machine
 * @timeout: seconds that the kernel may take, 0 for any time
 * @now: how the instance is afterwards
 */
enum exit_code attach_instance(const struct instances *all, const struct instance *instance,
			       const struct wish *wish, unsigned int timeout,
			       struct instance *now);
enum exit_code detach_instance(const struct instance *instance, unsigned int timeout,
			       struct instance *now);

#endif
