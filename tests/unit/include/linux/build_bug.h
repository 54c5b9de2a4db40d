/* SPDX-License-Identifier: GPL-2.0-only */
#define BUILD_BUG_ON(condition)	((void)sizeof(char[1 - 2 * !!(condition)]))
