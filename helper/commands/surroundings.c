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

static const struct config *get_config(void)
{
	static struct config config;
	static bool is_read;

	if (is_read)
		return &config;
	is_read = true;
	config_load(&config);
	if (config.unread || config.unclear)
		log_warning("errors in the configuration hide whether some instances become RAM at "
			    "boot; 'dax-kmem check-config' names them");
	return &config;
}

bool surroundings_section(const struct entry **section, const struct instance *instance)
{
	const struct config *config = get_config();

	*section = config_find(config, instance);
	if (!*section)
		*section = config_find_doubt(config, instance);
	return *section || (!config->unread && !config->unclear);
}
