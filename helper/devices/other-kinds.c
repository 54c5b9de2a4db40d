// SPDX-License-Identifier: GPL-2.0-only
#include <stdio.h>

#include "devices/bus.h"
#include "devices/other-kinds.h"

bool other_kind_explain(char *text, size_t size, const char *device)
{
	struct instance instance;

	if (dax_bus.identify(&instance, device))
		return false;
	snprintf(text, size, "%s, and not persistent memory: 'dax-kmem list' shows it, and "
		 "'daxctl reconfigure-device --mode=system-ram %s' has the kernel's own kmem make RAM "
		 "of it", kind_explain(instance.id.kind), device);
	return true;
}
