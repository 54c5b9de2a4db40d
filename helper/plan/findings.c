// SPDX-License-Identifier: GPL-2.0-only
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/log.h"
#include "plan/findings.h"

/* A finding that stops the plan may be the lost one, so end here. */
static void exit_out_of_memory(void)
{
	log_error("out of memory");
	exit(DK_FAILED);
}

void findings_add(struct findings *findings, enum severity severity, enum exit_code code,
		  const char *format, ...)
{
	struct finding *list;
	va_list args;

	list = realloc(findings->list, (findings->count + 1) * sizeof(*list));
	if (!list)
		exit_out_of_memory();
	findings->list = list;
	list += findings->count;
	list->severity = severity;
	list->code = code;
	va_start(args, format);
	if (vasprintf(&list->text, format, args) < 0)
		exit_out_of_memory();
	va_end(args);
	findings->count++;
}

enum exit_code findings_worst(const struct findings *findings)
{
	enum exit_code worst = DK_DONE;
	size_t i;

	for (i = 0; i < findings->count; i++) {
		if (findings->list[i].severity == FINDING_STOP)
			worst = exit_worst(worst, findings->list[i].code);
	}
	return worst;
}

void findings_log(const struct findings *findings)
{
	size_t i;

	for (i = 0; i < findings->count; i++) {
		if (findings->list[i].severity == FINDING_STOP)
			log_error("%s", findings->list[i].text);
		else if (findings->list[i].severity == FINDING_WARNING)
			log_warning("%s", findings->list[i].text);
	}
}

void findings_free(struct findings *findings)
{
	size_t i;

	for (i = 0; i < findings->count; i++)
		free(findings->list[i].text);
	free(findings->list);
	findings->list = NULL;
	findings->count = 0;
}
