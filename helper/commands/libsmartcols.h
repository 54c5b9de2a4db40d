/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_LIBSMARTCOLS_H
#define DAX_KMEM_LIBSMARTCOLS_H

#include <libsmartcols.h>

#include "base/library.h"

/* What is used of libsmartcols; need_library() comes first. */
struct libsmartcols_functions {
	typeof(scols_line_set_data) *line_set_data;
	typeof(scols_new_table) *new_table;
	typeof(scols_print_table) *print_table;
	typeof(scols_table_enable_export) *table_enable_export;
	typeof(scols_table_enable_noheadings) *table_enable_noheadings;
	typeof(scols_table_enable_raw) *table_enable_raw;
	typeof(scols_table_new_column) *table_new_column;
	typeof(scols_table_new_line) *table_new_line;
	typeof(scols_unref_table) *unref_table;
};

extern struct libsmartcols_functions scols;
extern struct library libsmartcols;

#endif
