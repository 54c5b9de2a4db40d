// SPDX-License-Identifier: GPL-2.0-only
#include <stddef.h>

#include "devices/instance.h"

const char *const state_names[] = {
	[STATE_LOCKED] = "locked",
	[STATE_UNKNOWN] = NULL,
	[STATE_DEVDAX] = "devdax",
	[STATE_RAM] = "ram",
	[STATE_PARTIAL] = "partial",
	[STATE_OFFLINE] = "offline",
	[STATE_UNBOUND] = "unbound",
	[STATE_OTHER] = "other",
};

int instance_node(const struct instance *instance)
{
	if (instance->node >= 0)
		return instance->node;
	return instance->target_node >= 0 ? instance->target_node : 0;
}
