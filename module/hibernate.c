// SPDX-License-Identifier: GPL-2.0-only
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/notifier.h>
#include <linux/printk.h>
#include <linux/suspend.h>

#include "hibernate.h"
#include "memory.h"

static bool allow;
module_param_named(allow_hibernation, allow, bool, 0644);
MODULE_PARM_DESC(allow_hibernation,
		 "let the machine hibernate with pmem as RAM [N]; it must be RAM again before the resume");

/*
 * PM_RESTORE_PREPARE is not refused. When it comes the image has been opened, and an image can be
 * opened only once, so a refusal would lose the session. The core itself compares the memory.
 */
static int pm_notify(struct notifier_block *nb, unsigned long action, void *data)
{
	switch (action) {
	case PM_HIBERNATION_PREPARE:
		if (READ_ONCE(allow))
			break;
		if (!dkm_memory_forbid())
			break;
		pr_err("hibernation refused: pmem is RAM, and the kernel that resumes would not have that memory; detach it first, or see allow_hibernation in dax_kmem(4)\n");
		return notifier_from_errno(-EBUSY);
	case PM_POST_HIBERNATION:
		dkm_memory_permit();
		break;
	}
	return NOTIFY_OK;
}

static struct notifier_block pm_notifier = {
	.notifier_call = pm_notify,
};

int dkm_hibernate_init(void)
{
	return register_pm_notifier(&pm_notifier);
}

void dkm_hibernate_exit(void)
{
	unregister_pm_notifier(&pm_notifier);
}
