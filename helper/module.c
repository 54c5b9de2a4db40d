// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <libkmod.h>
#include <stdio.h>
#include <string.h>
#include <sys/utsname.h>

#include "log.h"
#include "module.h"
#include "nd.h"
#include "sysfs.h"

static int insert(const char *name)
{
	struct kmod_module *module = NULL;
	struct kmod_ctx *ctx;
	int rc;

	ctx = kmod_new(NULL, NULL);
	if (!ctx)
		return -ENOMEM;
	kmod_set_log_priority(ctx, 0);
	rc = kmod_module_new_from_name(ctx, name, &module);
	if (!rc)
		/* > 0: blacklisted */
		rc = kmod_module_probe_insert_module(module, KMOD_PROBE_APPLY_BLACKLIST |
						     KMOD_PROBE_IGNORE_COMMAND, NULL, NULL, NULL,
						     NULL);
	kmod_module_unref(module);
	kmod_unref(ctx);
	return rc;
}

static void explain(int rc)
{
	struct utsname kernel = { .release = "?" };

	uname(&kernel);
	switch (rc) {
	case -ENOENT:
		log_error(ND_OURS ": no such module for kernel %s; 'dkms status' shows for which "
			  "kernels it is built", kernel.release);
		break;
	case -EKEYREJECTED:
	case -ENOKEY:
	case -EPERM:
		log_error(ND_OURS ": the kernel refused to load it: %s; run as root, and with "
			  "Secure Boot enroll the key that signed it (mokutil --import)",
			  strerror(-rc));
		break;
	case -ENOEXEC:
	case -EINVAL:
		log_error(ND_OURS ": it was not built for kernel %s: %s; 'dkms install' builds it",
			  kernel.release, strerror(-rc));
		break;
	default:
		if (rc > 0)
			log_error(ND_OURS ": blacklisted in modprobe.d; remove that line, or load "
				  "the module by hand");
		else
			log_error(ND_OURS ": cannot be loaded: %s; see the kernel log",
				  strerror(-rc));
	}
}

enum exit_code module_load(void)
{
	int rc;

	if (sysfs_exists(ND_DRIVER_OURS "new_id"))
		return DK_DONE;
	if (sysfs_dry_run) {
		printf("load module " ND_OURS "\n");
		return DK_DONE;
	}
	rc = sysfs_root[0] ? -ENOENT : insert(ND_OURS);
	log_debug("load module " ND_OURS ": %s", rc ? "failed" : "ok");
	if (rc) {
		explain(rc);
		return DK_MODULE;
	}
	if (sysfs_exists(ND_DRIVER_OURS "new_id"))
		return DK_DONE;
	log_error(ND_OURS ": loaded, but it made no " ND_DRIVER_OURS "new_id; "
		  "is another module of this name installed?");
	return DK_MODULE;
}
