/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_HIBERNATE_H
#define DAX_KMEM_HIBERNATE_H

/*
 * To resume from hibernation, a kernel boots first, and then has only the memory that it found at
 * boot. If the image was made with more memory, the core refuses to load it, and the session is
 * lost. So hibernation is refused, with -EBUSY, while there is memory of ours, bound or left behind
 * by its device. That includes memory that is offline: it may go online, and its page array may be
 * on the pmem, which is not part of an image. Nor is memory added while an image is being made.
 *
 * Where the memory is attached before the resume (by ids= in an initramfs, for example), the
 * parameter allow_hibernation allows it. Suspend to RAM and to idle lose nothing and are allowed.
 */
int dkm_hibernate_init(void);
void dkm_hibernate_exit(void);

#endif
