/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_HIBERNATE_H
#define DAX_KMEM_HIBERNATE_H

/*
 * A kernel that resumes from hibernation boots first, and has the memory by then that it found at
 * boot. Where the image was made with more than that, the core refuses to load it and the session
 * is lost. So hibernation is refused, with -EBUSY, while there is memory of ours: bound or left
 * behind by its device, online or not, for what is offline may go online, and its page array may be
 * on the pmem, which an image does not hold. And none is added while an image is being made.
 *
 * Whoever has the memory attached before the resume (ids= in an initramfs, for example) can allow
 * it by the parameter allow_hibernation. Suspend to RAM and to idle lose nothing and are let pass.
 */
int dkm_hibernate_init(void);
void dkm_hibernate_exit(void);

#endif
