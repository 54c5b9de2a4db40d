// SPDX-License-Identifier: GPL-2.0-only
#include "base/kernel-cmdline.h"
#include "base/sysfs.h"
#include "settings/switched-off.h"

int switched_off(void)
{
	char line[SYSFS_VALUE_MAX];
	const char *value;

	if (sysfs_read(line, sizeof(line), "/proc/cmdline"))
		return 0;
	value = cmdline_value(line, "dax_kmem.disable");
	return value ? cmdline_truth(value) : 0;
}
