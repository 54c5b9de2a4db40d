/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_CHANGE_H
#define DAX_KMEM_CHANGE_H

#include "base/exit.h"
#include "change/move-blocks.h"
#include "change/zone-guard.h"
#include "devices/driver.h"
#include "plan/plan.h"

/**
 * struct change - a plan while it is carried out
 * @seconds: the time limit, 0 for none
 * @files: the files that the steps write
 * @open: @files are open; before that nothing has been changed
 * @now: the instance, with the blocks that it has now
 * @move: to move its blocks
 * @guard: the zone that the module lets its blocks go online in
 * @before: the zone of each block when the change began, NULL when that is unknown
 * @id_listed: our driver has the id
 * @touched: something was done to the device
 * @locked: a write has not returned in time: the kernel keeps the device locked, so that nothing
 *	more can be done to it, not even to undo the change
 * @damaged: the info block cannot be read, and the stock driver would overwrite it
 */
struct change {
	const struct plan *plan;
	unsigned int seconds;
	struct driver_files files;
	bool open;
	struct instance now;
	struct move move;
	struct guard guard;
	unsigned char *before;
	bool id_listed;
	bool touched;
	bool locked;
	bool damaged;
};

/* One step. Returns DK_DONE, or an exit code with the reason logged. */
typedef enum exit_code (*change_fn)(struct change *change);

/* rebind.c: bind and unbind drivers, and list ids */
enum exit_code rebind_list_id(struct change *change);
enum exit_code rebind_forget_id(struct change *change);
enum exit_code rebind_check_unused(struct change *change);
enum exit_code rebind_unbind_stock(struct change *change);
enum exit_code rebind_bind_ours(struct change *change);
enum exit_code rebind_unbind_ours(struct change *change);
enum exit_code rebind_bind_stock(struct change *change);

static inline bool change_is_bound_to(const struct change *change, const char *driver)
{
	return driver_is_bound_to(change->plan->instance->device, driver);
}

static inline struct sysfs_file *change_file(struct change *change, enum driver_file file)
{
	return &change->files.file[file];
}

#endif
