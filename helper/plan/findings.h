/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_FINDINGS_H
#define DAX_KMEM_FINDINGS_H

#include <stddef.h>

#include "base/exit.h"

enum severity {
	FINDING_STOP,		/* attach refuses */
	FINDING_WARNING,	/* attach says it and goes on */
	FINDING_NOTE,		/* plan says it */
	SEVERITIES,
};

/**
 * struct finding - what a check has to say about a plan
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
 * findings_worst() - the exit code of what stops, DK_DONE when nothing does
 */
enum exit_code findings_worst(const struct findings *findings);

/**
 * findings_log() - print what stops as errors, and warnings as such
 */
void findings_log(const struct findings *findings);

void findings_free(struct findings *findings);

#endif
