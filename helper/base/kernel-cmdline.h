/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_KERNEL_CMDLINE_H
#define DAX_KMEM_KERNEL_CMDLINE_H

/**
 * cmdline_value() - the value of a parameter on the kernel's command line
 * @line: the text of /proc/cmdline; this cuts it into words
 * @key: with "_" in place of "-": the kernel takes either
 *
 * Return: the last value, as that is the one that counts; "1" for the bare word, which the kernel
 * takes for true; NULL when the parameter is not there. It points into @line.
 */
const char *cmdline_value(char *line, const char *key);

/**
 * cmdline_truth() - how the kernel understands the value of a boolean parameter
 *
 * Return: 1 for yes, 0 for no, -1 for neither: with that the kernel does not load the module.
 */
int cmdline_truth(const char *value);

#endif
