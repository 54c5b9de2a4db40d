// SPDX-License-Identifier: GPL-2.0-only
#include "devices/libkmod.h"

struct libkmod_functions kmod;

static const struct library_function libkmod_names[] = {
	LIBRARY_FUNCTION(kmod, config_get_blacklists),
	LIBRARY_FUNCTION(kmod, config_iter_free_iter),
	LIBRARY_FUNCTION(kmod, config_iter_get_key),
	LIBRARY_FUNCTION(kmod, config_iter_next),
	LIBRARY_FUNCTION(kmod, list_next),
	LIBRARY_FUNCTION(kmod, module_get_info),
	LIBRARY_FUNCTION(kmod, module_get_install_commands),
	LIBRARY_FUNCTION(kmod, module_info_free_list),
	LIBRARY_FUNCTION(kmod, module_info_get_key),
	LIBRARY_FUNCTION(kmod, module_info_get_value),
	LIBRARY_FUNCTION(kmod, module_new_from_lookup),
	LIBRARY_FUNCTION(kmod, module_new_from_name),
	LIBRARY_FUNCTION(kmod, module_probe_insert_module),
	LIBRARY_FUNCTION(kmod, module_unref),
	LIBRARY_FUNCTION(kmod, module_unref_list),
	LIBRARY_FUNCTION(kmod, new),
	LIBRARY_FUNCTION(kmod, set_log_priority),
	LIBRARY_FUNCTION(kmod, unref),
	{ NULL },
};

struct library libkmod = LIBRARY(LIBKMOD, libkmod_names);
