// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/utsname.h>

#include "base/log.h"
#include "base/need-library.h"
#include "base/sysfs.h"
#include "devices/driver.h"
#include "devices/kernel-module.h"
#include "devices/libkmod.h"
#include "devices/modprobe.h"

/* Return: 0; -ENOENT when there is no such module; -errno. */
static int find_module(const char *name)
{
	struct kmod_ctx *ctx = modprobe_open();
	struct kmod_list *list = NULL;
	int rc;

	if (!ctx)
		return -ENOMEM;
	rc = kmod.module_new_from_lookup(ctx, name, &list);
	if (!rc && !list)
		rc = -ENOENT;
	kmod.module_unref_list(list);
	kmod.unref(ctx);
	return rc;
}

/* Return: as find_module(), or the error with which the kernel refuses it. */
static int insert_module(const char *name)
{
	struct kmod_module *module = NULL;
	struct kmod_ctx *ctx = modprobe_open();
	int rc;

	if (!ctx)
		return -ENOMEM;
	rc = kmod.module_new_from_name(ctx, name, &module);
	if (!rc)
		rc = kmod.module_probe_insert_module(module, KMOD_PROBE_APPLY_BLACKLIST |
						     KMOD_PROBE_IGNORE_COMMAND, NULL, NULL, NULL,
						     NULL);
	kmod.module_unref(module);
	kmod.unref(ctx);
	return rc;
}

/* Does this kernel load signed modules only, because of module.sig_enforce or lockdown? */
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

/* Once loading is disabled, it stays so until the next boot. */
static bool loading_is_disabled(void)
{
	char text[8];

	return !sysfs_read(text, sizeof(text), "/proc/sys/kernel/modules_disabled") &&
	       text[0] == '1';
}

/**
 * struct facts - what is read from the file of a module
 * @is_signed: it has a signature, whoever made that
 * @signer: "" when the file does not tell
 * @release: of the kernel that it was built for
 * @modversions: it has checksums of symbols, and every kernel with the same ones loads it
 */
struct facts {
	bool is_signed;
	char signer[64];
	char release[128];
	bool modversions;
};

static void store_fact(struct facts *facts, const char *key, const char *value)
{
	size_t length = strcspn(value, " ");

	if (!strcmp(key, "sig_id")) {
		facts->is_signed = true;
	} else if (!strcmp(key, "signer")) {
		snprintf(facts->signer, sizeof(facts->signer), "%s", value);
	} else if (!strcmp(key, "vermagic") && length < sizeof(facts->release)) {
		memcpy(facts->release, value, length);
		facts->modversions = strstr(value, " modversions");
	}
}

/* Return: 0, or -errno: -ENOENT when there is no such file. */
static int read_facts(const char *name, struct facts *facts)
{
	struct kmod_list *info = NULL, *entry;
	struct kmod_module *module = NULL;
	struct kmod_ctx *ctx = modprobe_open();
	int rc;

	memset(facts, 0, sizeof(*facts));
	if (!ctx)
		return -ENOMEM;
	rc = kmod.module_new_from_name(ctx, name, &module);
	if (!rc)
		rc = kmod.module_get_info(module, &info);
	/* kmod_list_foreach() would call a function past the table */
	for (entry = info; entry; entry = kmod.list_next(info, entry))
		store_fact(facts, kmod.module_info_get_key(entry),
			   kmod.module_info_get_value(entry));
	kmod.module_info_free_list(info);
	kmod.module_unref(module);
	kmod.unref(ctx);
	return rc < 0 ? rc : 0;
}

/* See doc/security.md. @rc: the kernel's error, 0 before an attempt to load the module. */
static void explain_signature(char *why, size_t size, const char *name, const char *release, int rc)
{
	struct facts facts;
	char cure[256];

	read_facts(name, &facts);
	if (facts.is_signed)
		snprintf(cure, sizeof(cure), "it is signed by '%s'", facts.signer);
	else
		snprintf(cure, sizeof(cure), "it is not signed: install openssl, 'dkms remove "
			 "dax-kmem/" DAX_KMEM_VERSION " -k %s' and 'dkms install dax-kmem/"
			 DAX_KMEM_VERSION " -k %s'", release, release);
	snprintf(why, size, "%s: this kernel loads only modules signed with a key that it knows "
		 "(Secure Boot)%s%s; %s; enroll the key that dkms signs with: 'mokutil --import "
		 "/var/lib/dkms/mok.pub', reboot, and confirm", name, rc ? ": " : "",
		 rc ? strerror(-rc) : "", cure);
}

static void explain_refusal(char *why, size_t size, const char *name, const char *release, int rc)
{
	if (loading_is_disabled())
		snprintf(why, size, "%s: this kernel loads no module any more "
			 "(kernel.modules_disabled=1); reboot, and have it loaded before that is "
			 "set", name);
	else if (wants_signature())
		explain_signature(why, size, name, release, rc);
	else
		snprintf(why, size, "%s: it is not loaded, and this process may not load it: %s; "
			 "run as root; in a unit, 'modprobe -v %s' and the kernel log say why "
			 "systemd could not", name, strerror(-rc), name);
}

static void explain_failure(char *why, size_t size, const char *name, int rc)
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
		snprintf(why, size, "%s: cannot be loaded: %s; see the kernel log", name,
			 strerror(-rc));
	}
}

/*
 * Would the kernel refuse the module? A missing signature can be found, but not whether the kernel
 * knows the key of one that is there. Nor can it be found whether checksums match this kernel.
 */
static enum exit_code predict_refusal(const char *name, char *why, size_t size)
{
	struct utsname kernel = { .release = "?" };
	struct facts facts = { .is_signed = false };
	int rc = find_module(name), unread = 0;

	if (!rc)
		unread = read_facts(name, &facts);
	if (unread == -ENOENT)
		rc = -ENOENT;
	uname(&kernel);
	if (!rc && facts.release[0] && !facts.modversions && strcmp(facts.release, kernel.release))
		rc = -ENOEXEC;
	if (rc) {
		explain_failure(why, size, name, rc);
		return DK_MODULE;
	}
	/* nothing is known of a file that cannot be read */
	if (unread || !wants_signature())
		return DK_DONE;
	if (!facts.is_signed) {
		explain_signature(why, size, name, kernel.release, 0);
		return DK_MODULE;
	}
	snprintf(why, size, "%s: this kernel loads only modules signed with a key that it knows "
		 "(Secure Boot), and it is signed by '%s'; if that key is not enrolled, attach "
		 "will say so", name, facts.signer);
	return DK_DONE;
}

enum exit_code module_find(const char *name, char *why, size_t size)
{
	enum exit_code code;

	why[0] = '\0';
	if (driver_exists(name))
		return DK_DONE;
	code = library_load(&libkmod, why, size);
	if (code)
		return code;
	if (modprobe_says_no(name, why, size))
		return DK_MODULE;
	if (loading_is_disabled()) {
		explain_refusal(why, size, name, "", -EPERM);
		return DK_MODULE;
	}
	/* with --sysroot there are no modules to look at */
	return sysfs_root[0] ? DK_DONE : predict_refusal(name, why, size);
}

enum exit_code module_load(const char *name)
{
	enum exit_code code;
	char why[1024];
	int rc;

	if (driver_exists(name))
		return DK_DONE;
	code = need_library(&libkmod);
	if (code)
		return code;
	if (modprobe_says_no(name, why, sizeof(why))) {
		log_error("%s", why);
		return DK_MODULE;
	}
	rc = sysfs_root[0] ? -ENOENT : insert_module(name);
	log_debug("load module %s: %s", name, rc ? "failed" : "ok");
	if (rc) {
		explain_failure(why, sizeof(why), name, rc);
		log_error("%s", why);
		return DK_MODULE;
	}
	if (driver_exists(name))
		return DK_DONE;
	log_error("%s: loaded, but there is no driver of that name on the nd bus; is another "
		  "module of this name installed?", name);
	return DK_MODULE;
}
