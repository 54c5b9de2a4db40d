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

static struct kmod_ctx *open_kmod(void)
{
	struct kmod_ctx *ctx = kmod_new(NULL, NULL);

	if (ctx)
		kmod_set_log_priority(ctx, 0);
	return ctx;
}

/* Return: 0; > 0: blacklisted; -ENOENT: there is none; -errno. */
static int find(const char *name)
{
	struct kmod_list *list = NULL, *left = NULL;
	struct kmod_ctx *ctx = open_kmod();
	int rc;

	if (!ctx)
		return -ENOMEM;
	rc = kmod_module_new_from_lookup(ctx, name, &list);
	if (!rc && !list)
		rc = -ENOENT;
	if (!rc)
		rc = kmod_module_apply_filter(ctx, KMOD_FILTER_BLACKLIST, list, &left);
	if (!rc && !left)
		rc = 1;
	kmod_module_unref_list(left);
	kmod_module_unref_list(list);
	kmod_unref(ctx);
	return rc;
}

/* Return: as find(), and what the kernel says. */
static int insert(const char *name)
{
	struct kmod_module *module = NULL;
	struct kmod_ctx *ctx = open_kmod();
	int rc;

	if (!ctx)
		return -ENOMEM;
	rc = kmod_module_new_from_name(ctx, name, &module);
	if (!rc)
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

/* Who has signed the module that is installed: "" for nobody. */
static void find_signer(const char *name, char *signer, size_t size)
{
	struct kmod_list *info = NULL, *entry;
	struct kmod_module *module = NULL;
	struct kmod_ctx *ctx = open_kmod();

	signer[0] = '\0';
	if (!ctx)
		return;
	if (!kmod_module_new_from_name(ctx, name, &module))
		kmod_module_get_info(module, &info);
	kmod_list_foreach(entry, info) {
		if (!strcmp(kmod_module_info_get_key(entry), "signer"))
			snprintf(signer, size, "%s", kmod_module_info_get_value(entry));
	}
	kmod_module_info_free_list(info);
	kmod_module_unref(module);
	kmod_unref(ctx);
}

/* doc/security.md has it at length. */
static void explain_signature(char *why, size_t size, const char *name, const char *release, int rc)
{
	char signer[64], cure[256];

	find_signer(name, signer, sizeof(signer));
	if (signer[0])
		snprintf(cure, sizeof(cure), "it is signed by '%s'", signer);
	else
		snprintf(cure, sizeof(cure), "it is not signed: install openssl, 'dkms remove "
			 "dax-kmem/" DAX_KMEM_VERSION " -k %s' and 'dkms install dax-kmem/"
			 DAX_KMEM_VERSION " -k %s'", release, release);
	snprintf(why, size, "%s: this kernel loads only modules signed with a key that it knows "
		 "(Secure Boot): %s; %s; enroll the key that dkms signs with: 'mokutil --import "
		 "/var/lib/dkms/mok.pub', reboot, and confirm", name, strerror(-rc), cure);
}

static void explain_refusal(char *why, size_t size, const char *name, const char *release, int rc)
{
	if (wants_signature())
		explain_signature(why, size, name, release, rc);
	else
		snprintf(why, size, "%s: it is not loaded, and this process may not load it: %s; "
			 "run as root; in a unit, 'modprobe -v %s' and the kernel log say why "
			 "systemd could not", name, strerror(-rc), name);
}

static void explain(char *why, size_t size, const char *name, int rc)
{
	struct utsname kernel = { .release = "?" };

	uname(&kernel);
	switch (rc) {
	case -ENOENT:
		snprintf(why, size, "%s: no such module for kernel %s; 'dkms status' shows for "
			 "which kernels dax_kmem is built", name, kernel.release);
		break;
	case -EKEYREJECTED:
	case -ENOKEY:
	case -EPERM:
		explain_refusal(why, size, name, kernel.release, rc);
		break;
	case -EINVAL:
		snprintf(why, size, "%s: it refuses its options, or was not built for kernel %s: "
			 "%s; the kernel log says which: mend /etc/modprobe.d, or have 'dkms "
			 "install' build it", name, kernel.release, strerror(-rc));
		break;
	case -ENOEXEC:
		snprintf(why, size, "%s: it was not built for kernel %s: %s; 'dkms install' builds "
			 "it", name, kernel.release, strerror(-rc));
		break;
	default:
		if (rc > 0)
			snprintf(why, size, "%s: blacklisted in modprobe.d; remove that line, or "
				 "load the module by hand", name);
		else
			snprintf(why, size, "%s: cannot be loaded: %s; see the kernel log", name,
				 strerror(-rc));
	}
}

enum exit_code module_find(const char *name, char *why, size_t size)
{
	int rc;

	/* what modules there are is a thing of the real system */
	if (sysfs_root[0] || nd_driver_exists(name))
		return DK_DONE;
	rc = find(name);
	if (!rc)
		return DK_DONE;
	explain(why, size, name, rc);
	return DK_MODULE;
}

enum exit_code module_load(const char *name)
{
	char why[1024];
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
		explain(why, sizeof(why), name, rc);
		log_error("%s", why);
		return DK_MODULE;
	}
	if (nd_driver_exists(name))
		return DK_DONE;
	log_error("%s: loaded, but there is no driver of that name on the nd bus; is another "
		  "module of this name installed?", name);
	return DK_MODULE;
}
