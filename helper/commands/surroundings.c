// SPDX-License-Identifier: GPL-2.0-only
#include "base/log.h"
#include "commands/surroundings.h"

const struct node *surroundings_node(const struct instance *instance)
{
	static struct node node;
	static int number = -1;

	/* most instances are on the node of the one before */
	if (number != instance_node(instance)) {
		number = instance_node(instance);
		machine_node(&node, number);
	}
	return &node;
}

bool surroundings_section(const struct entry **section, const struct instance *instance)
{
	static enum { NOT_READ, GOOD, BAD } state;
	static struct config config;

	if (state == NOT_READ) {
		state = config_load(&config) ? GOOD : BAD;
		if (state == BAD)
			log_warning("what becomes RAM at boot cannot be said before the errors in "
				    "the configuration are mended; 'dax-kmem check-config' names "
				    "them");
	}
	*section = config_find(&config, instance);
	return state == GOOD;
}
