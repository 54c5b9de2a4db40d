/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_LIBRARY_H
#define DAX_KMEM_LIBRARY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/exit.h"

/*
 * Libraries that are loaded when they are first used. Most commands need none of them, and libkmod
 * alone, with libcrypto behind it, would take 15 times as long to load as all the rest.
 *
 * Each has a file that names the functions in use, such as devices/libkmod.h. A function that is
 * called without its table, as kmod_new() and not as kmod.new(), is an error at link time.
 */

/**
 * struct library_function - a function to be found in a library
 * @address: of the pointer that is set to the function
 */
struct library_function {
	const char *name;
	void *address;
};

struct library {
	const char *soname;
	const struct library_function *functions;	/* up to one without a name */
	bool is_loaded;
};

#ifdef LIBRARY_LINKED
/*
 * Only for linked.so, see the Makefile: refer to the functions themselves, so that the linker looks
 * for them, and records which libraries it has found them in.
 */
#define LIBRARY_FUNCTION(table, function)	{ #table "_" #function, table##_##function }
#define LIBRARY(name, functions)		{ #name, functions }
#else
#include "sonames.h"
/* A pointer in the table that has the type of another function is an error. */
#define LIBRARY_FUNCTION(table, function)							\
	{ #table "_" #function,									\
	  __builtin_choose_expr(__builtin_types_compatible_p(typeof(*(table).function),		\
							     typeof(table##_##function)),	\
				&(table).function, (void)0) }
/* @name: as in SONAME_LIBKMOD, which the Makefile has found out */
#define LIBRARY(name, functions)		{ SONAME_##name, functions }
#endif

/**
 * library_load() - load a library, unless it is loaded, and look up its functions
 * @why: set to "object: cause; cure" if that fails
 * @size: of @why
 *
 * It has to be called before a command changes anything, so that a missing library cannot stop it
 * half-way, and not in a child, whose parent would load it again.
 *
 * Return: DK_DONE or DK_FAILED.
 */
enum exit_code library_load(struct library *library, char *why, size_t size);

#endif
