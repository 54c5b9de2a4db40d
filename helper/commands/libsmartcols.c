// SPDX-License-Identifier: GPL-2.0-only
#include "commands/libsmartcols.h"

struct libsmartcols_functions scols;

static const struct library_function libsmartcols_names[] = {
	LIBRARY_FUNCTION(scols, line_set_data),
	LIBRARY_FUNCTION(scols, new_table),
	LIBRARY_FUNCTION(scols, print_table),
	LIBRARY_FUNCTION(scols, table_enable_export),
	LIBRARY_FUNCTION(scols, table_enable_noheadings),
	LIBRARY_FUNCTION(scols, table_enable_raw),
	LIBRARY_FUNCTION(scols, table_new_column),
	LIBRARY_FUNCTION(scols, table_new_line),
	LIBRARY_FUNCTION(scols, unref_table),
	{ NULL },
};

struct library libsmartcols = LIBRARY(LIBSMARTCOLS, libsmartcols_names);
