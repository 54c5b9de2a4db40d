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

/* Does this kernel load signed modules only: by module.sig_enforce, or locked down? */
static bool wants_signature(void)
{
	char text[128];

	if (!sysfs_read(text, sizeof(text), "/sys/module/module/parameters/sig_enforce") &&
	    text[0] == 'Y')
		return true;
	/* "[none] integrity confidentiality" */
	return !sysfs_read(text, sizeof(text), "/sys/kernel/security/lockdown") &&
	       strchr(text, '[') && !strstr(text, "[none]");
}

static void explain_refusal(const char *name, int rc)
{
	if (wants_signature())
		log_error("%s: this kernel loads only modules signed with a key that it knows "
			  "(Secure Boot): %s; enroll the key that dkms signs with: 'mokutil --import "
			  "/var/lib/dkms/mok.pub', reboot, and confirm", name, strerror(-rc));
	else
		log_error("%s: it is not loaded, and this process may not load it: %s; run as "
			  "root; in a unit, 'modprobe -v %s' and the kernel log say why systemd "
			  "could not", name, strerror(-rc), name);
}

static void explain(const char *name, int rc)
{
	struct utsname kernel = { .release = "?" };

	uname(&kernel);
	switch (rc) {
	case -ENOENT:
		log_error("%s: no such module for kernel %s; 'dkms status' shows for which kernels "
			  "dax_kmem is built", name, kernel.release);
		break;
	case -EKEYREJECTED:
	case -ENOKEY:
	case -EPERM:
		explain_refusal(name, rc);
		break;
	case -ENOEXEC:
	case -EINVAL:
		log_error("%s: it was not built for kernel %s: %s; 'dkms install' builds it", name,
			  kernel.release, strerror(-rc));
		break;
	default:
		if (rc > 0)
			log_error("%s: blacklisted in modprobe.d; remove that line, or load the "
				  "module by hand", name);
		else
			log_error("%s: cannot be loaded: %s; see the kernel log", name,
				  strerror(-rc));
	}
}

enum exit_code module_load(const char *name)
{
	int rc;

	if (nd_driver_exists(name))
		return DK_DONE;
	if (sysfs_dry_run) {
		log_undone("load module %s", name);
		return DK_DONE;
	}
	rc = sysfs_root[0] ? -ENOENT : insert(name);
	log_debug("load module %s: %s", name, rc ? "failed" : "ok");
	if (rc) {
		explain(name, rc);
		return DK_MODULE;
	}
	if (nd_driver_exists(name))
		return DK_DONE;
	log_error("%s: loaded, but there is no driver of that name on the nd bus; is another "
		  "module of this name installed?", name);
	return DK_MODULE;
}
