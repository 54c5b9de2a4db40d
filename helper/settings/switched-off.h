/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_SWITCHED_OFF_H
#define DAX_KMEM_SWITCHED_OFF_H

/**
 * switched_off() - does dax_kmem.disable= on the kernel's command line turn everything at boot off?
 *
 * Return: 1 for yes, 0 for no, -1 for a value that is neither: the module is not loaded with it.
 */
int switched_off(void);

#endif
