/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_COMMAND_H
#define DAX_KMEM_COMMAND_H

#include "plan.h"

/**
 * struct request - a command line, parsed
 * @wish: attach's options
 * @json: print JSON
 * @targets: what stands behind the options
 */
struct request {
	struct wish wish;
	bool json;
	char **targets;
	int n_targets;
};

/* Each returns an exit code. */
int command_list(const struct request *request);
int command_attach(const struct request *request);

#endif
