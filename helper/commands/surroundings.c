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

static struct config listing;
static bool is_listing_read;

void surroundings_renew(void)
{
	config_free(&listing);
	config_load_again(&listing);
	is_listing_read = true;
}

static const struct config *get_config(void)
{
	if (is_listing_read)
		return &listing;
	is_listing_read = true;
	config_load(&listing);
	if (listing.unread || listing.unclear)
		log_warning("errors in the configuration hide whether some instances become RAM at "
			    "boot; 'dax-kmem check-config' names them");
	return &listing;
}

bool surroundings_section(const struct entry **section, const struct instance *instance)
{
	const struct config *config = get_config();

	*section = config_find(config, instance);
	if (!*section)
		*section = config_find_doubt(config, instance);
	return *section || (!config->unread && !config->unclear);
}
