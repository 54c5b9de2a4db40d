// SPDX-License-Identifier: GPL-2.0-only
/* Not in library.c, because printing a message in JSON takes a library. */
#include "base/log.h"
#include "base/need-library.h"

enum exit_code need_library(struct library *library)
{
	char why[1024];
	enum exit_code code = library_load(library, why, sizeof(why));

	if (code)
		log_error("%s", why);
	return code;
}
