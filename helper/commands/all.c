// SPDX-License-Identifier: GPL-2.0-only
/* The target "all": who asks for it has to mean it. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "commands/all.h"

bool all_asked(const struct request *request)
{
	return request->n_targets == 1 && !strcmp(request->targets[0], TARGET_ALL);
}

bool all_confirm(const struct request *request, const char *question)
{
	char answer[16] = "";

	if (request->yes)
		return true;
	if (!isatty(STDIN_FILENO) || !isatty(STDERR_FILENO)) {
		log_error("all: nobody can be asked whether all are meant, as this is no terminal; "
			  "say so with --yes");
		return false;
	}
	if (!question)
		return true;
	fprintf(stderr, "%s? [y/N] ", question);
	if (fgets(answer, sizeof(answer), stdin)) {
		answer[strcspn(answer, "\n")] = '\0';
		if (!strcasecmp(answer, "y") || !strcasecmp(answer, "yes"))
			return true;
	}
	log_error("all: not confirmed; nothing is done");
	return false;
}
