/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_LIBKMOD_H
#define DAX_KMEM_LIBKMOD_H

#include <libkmod.h>

#include "base/library.h"

/* What is used of libkmod; need_library() comes first. */
struct libkmod_functions {
	typeof(kmod_config_get_blacklists) *config_get_blacklists;
	typeof(kmod_config_iter_free_iter) *config_iter_free_iter;
	typeof(kmod_config_iter_get_key) *config_iter_get_key;
	typeof(kmod_config_iter_next) *config_iter_next;
	typeof(kmod_list_next) *list_next;
	typeof(kmod_module_get_info) *module_get_info;
	typeof(kmod_module_get_install_commands) *module_get_install_commands;
	typeof(kmod_module_info_free_list) *module_info_free_list;
	typeof(kmod_module_info_get_key) *module_info_get_key;
	typeof(kmod_module_info_get_value) *module_info_get_value;
	typeof(kmod_module_new_from_lookup) *module_new_from_lookup;
	typeof(kmod_module_new_from_name) *module_new_from_name;
	typeof(kmod_module_probe_insert_module) *module_probe_insert_module;
	typeof(kmod_module_unref) *module_unref;
	typeof(kmod_module_unref_list) *module_unref_list;
	typeof(kmod_new) *new;
	typeof(kmod_set_log_priority) *set_log_priority;
	typeof(kmod_unref) *unref;
};

extern struct libkmod_functions kmod;
extern struct library libkmod;

#endif
