// SPDX-License-Identifier: GPL-2.0-only
#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

#include "base/library.h"

static bool look_up_functions(void *handle, const struct library_function *function)
{
	void *address;

	for (; function->name; function++) {
		address = dlsym(handle, function->name);
		if (!address)
			return false;
		/* not by an assignment: it would write a function pointer as another type */
		memcpy(function->address, &address, sizeof(address));
	}
	return true;
}

/* Debian names a package with a library after its soname: libkmod.so.2 is in libkmod2. */
static void explain_missing(char *why, size_t size, const char *soname)
{
	const char *end = strstr(soname, ".so."), *cause = dlerror();

	snprintf(why, size, "%s: this library cannot be loaded: %s; install it again, on Debian "
		 "with 'apt install --reinstall %.*s%s'", soname, cause ? cause : "?",
		 (int)(end - soname), soname, end + strlen(".so."));
}

enum exit_code library_load(struct library *library, char *why, size_t size)
{
	void *handle;

	if (library->is_loaded)
		return DK_DONE;
	/* RTLD_NOW: what the library itself lacks is to be found now, and not when it is called */
	handle = dlopen(library->soname, RTLD_NOW);
	if (handle && look_up_functions(handle, library->functions)) {
		library->is_loaded = true;
		return DK_DONE;
	}
	explain_missing(why, size, library->soname);
	if (handle)
		dlclose(handle);
	return DK_FAILED;
}
