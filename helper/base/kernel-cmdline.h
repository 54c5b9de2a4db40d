/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_KERNEL_CMDLINE_H
#define DAX_KMEM_KERNEL_CMDLINE_H

/**
 * cmdline_value() - the value of a parameter on the kernel's command line
 * @line: the text of /proc/cmdline; it is cut into words
 * @key: with "_" for "-", between which the kernel makes no difference
 *
 * Return: the last one, as it is the last that counts; "1" for the bare word, which the kernel
 * takes for true; NULL when the parameter is not there. It points into @line.
 */
const char *cmdline_value(char *line, const char *key);

/**
 * cmdline_truth() - what the kernel takes a boolean parameter's value for
 *
 * Return: 1 for yes, 0 for no, -1 for neither: the kernel does not load a module that is given it.
 */
int cmdline_truth(const char *value);

#endif
