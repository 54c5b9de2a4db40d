/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_FINDINGS_H
#define DAX_KMEM_FINDINGS_H

#include <stddef.h>

#include "base/exit.h"

enum severity {
	FINDING_STOP,		/* attach refuses */
	FINDING_WARNING,	/* attach prints it and goes on */
	FINDING_NOTE,		/* only plan prints it */
	SEVERITIES,
};

/**
 * struct finding - a result of a check of a plan
 * @code: the exit code of a FINDING_STOP
 * @text: "object: cause; cure"
 */
struct finding {
	enum severity severity;
	enum exit_code code;
	char *text;
};

struct findings {
	struct finding *list;
	size_t count;
};

void findings_add(struct findings *findings, enum severity severity, enum exit_code code,
		  const char *format, ...) __attribute__((format(printf, 4, 5)));

/**
 * findings_worst() - the highest exit code of all FINDING_STOP, DK_DONE when there are none
 */
enum exit_code findings_worst(const struct findings *findings);

/**
 * findings_log() - log each FINDING_STOP as an error, and each FINDING_WARNING as a warning
 */
void findings_log(const struct findings *findings);

void findings_free(struct findings *findings);

#endif
