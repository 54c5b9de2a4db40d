/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Gives older kernels the newest kernel's API, so that no other file has to know about versions. It
 * is included before all else; compat.mk sets the COMPAT_* macros. Above each part stands the first
 * kernel that does not need it.
 *
 * The module supports 5.10 to 7.3. What comments say of the kernel was read in the source of these.
 */
#ifndef DAX_KMEM_COMPAT_H
#define DAX_KMEM_COMPAT_H

#include <linux/badblocks.h>
#include <linux/build_bug.h>
#include <linux/device.h>
#include <linux/err.h>
#include <linux/list.h>
#include <linux/memory_hotplug.h>
#include <linux/nd.h>
#include <linux/numa.h>

/* 5.11: was MEMHP_MERGE_RESOURCE */
#ifndef MHP_MERGE_RESOURCE
#define MHP_MERGE_RESOURCE	MEMHP_MERGE_RESOURCE
#endif

/* 5.14: without it the page array is always in DRAM */
#ifdef MHP_MEMMAP_ON_MEMORY
#define COMPAT_HAS_MEMMAP_ON_MEMORY
#else
#define MHP_MEMMAP_ON_MEMORY	MHP_NONE
#endif

/* 5.15: older kernels have no memory groups, and the node is passed instead of one */
#ifndef MHP_NID_IS_MGID
#define MHP_NID_IS_MGID		MHP_NONE
static inline int memory_group_register_static(int node, unsigned long max_pages)
{
	return node;
}

static inline int memory_group_unregister(int group)
{
	return 0;
}
#endif

/* 5.15: remove_memory() finds out the node by itself */
static inline int compat_remove_memory(int node, u64 start, u64 size)
{
#ifdef COMPAT_REMOVE_MEMORY_TAKES_NODE
	return remove_memory(node, start, size);
#else
	return remove_memory(start, size);
#endif
}

/*
 * 6.9: older kernels add one block in a call, and fail if its page array cannot be on it.
 *
 * arm64: a call that adds many blocks may map them by leaf entries of up to 1 GiB, and 7.1 takes no
 * block offline that is only a part of such an entry. So there each block has a call of its own, on
 * every kernel, as older ones may have had this ported back to them.
 */
static inline bool compat_adds_per_block(bool memmap_on_memory)
{
#if defined(CONFIG_ARM64)
	return true;
#elif defined(COMPAT_HAS_MEMMAP_HINT)
	return false;
#else
	return memmap_on_memory;
#endif
}

/*
 * arm64 from 7.1 on: no block that holds its own page array goes offline any more. The kernel asks
 * for the pages behind that array alone, and these always begin within a leaf entry of vmemmap.
 */
#ifndef COMPAT_MEMMAP_ON_MEMORY_STAYS
#define COMPAT_MEMMAP_ON_MEMORY_STAYS	0
#endif

static inline bool compat_supports_memmap_on_memory(void)
{
#if !defined(COMPAT_HAS_MEMMAP_ON_MEMORY)
	return false;
#elif defined(COMPAT_HAS_MEMMAP_HINT)
	return mhp_supports_memmap_on_memory();
#else
	return true;	/* unknown: adding the first block will tell */
#endif
}

/*
 * The function works only where the kernel keeps the table of addresses and nodes from boot: in
 * x86's own code, and from 6.12 on in code that architectures share. Elsewhere it is a stub that
 * returns node 0 for every address, which is not used here. CONFIG_NUMA_KEEP_MEMINFO alone does not
 * tell: it may be set on an architecture that has the stub.
 */
static inline int compat_phys_to_target_node(u64 start)
{
#if defined(CONFIG_NUMA_KEEP_MEMINFO) && (defined(CONFIG_X86) || defined(CONFIG_NUMA_MEMBLKS))
	return phys_to_target_node(start);
#else
	return NUMA_NO_NODE;
#endif
}

/* 6.1: memory tiers */
#ifdef COMPAT_HAS_MEMORY_TIERS
#include <linux/memory-tiers.h>
#else
#define MEMTIER_ADISTANCE_DRAM	0
struct memory_dev_type;
static inline void init_node_memory_type(int node, struct memory_dev_type *type) { }
static inline struct memory_dev_type *alloc_memory_type(int distance)
{
	return NULL;
}

static inline void destroy_memory_type(struct memory_dev_type *type) { }
#endif

#ifndef COMPAT_HAS_PUT_MEMORY_TYPE
#define put_memory_type		destroy_memory_type
#endif

/* 6.7: the distance comes from the platform's HMAT */
#ifndef COMPAT_HAS_MT_CALC_ADISTANCE
static inline int mt_calc_adistance(int node, int *distance)
{
	return 0;	/* NOTIFY_DONE: nobody has changed the caller's value */
}
#endif

/* 6.10: on older kernels one type is used for all distances, and the list not at all */
#ifndef COMPAT_HAS_MT_FIND_ALLOC
struct memory_dev_type *mt_find_alloc_memory_type(int distance, struct list_head *types);
void mt_put_memory_types(struct list_head *types);
#endif

/* 6.15: counts sectors in sector_t */
static inline bool compat_badblocks_check(struct badblocks *bb, sector_t sector, u32 sectors,
					  sector_t *first_bad, sector_t *bad_sectors)
{
#ifdef COMPAT_BADBLOCKS_SECTOR_T
	return badblocks_check(bb, sector, sectors, first_bad, bad_sectors);
#else
	int bad = 0;
	bool found = badblocks_check(bb, sector, sectors, first_bad, &bad);

	*bad_sectors = bad;
	return found;
#endif
}

/*
 * 5.12: in older kernels remove() returns int. Define the function as usual, put
 * COMPAT_ND_REMOVE(function); behind it, and COMPAT_ND_REMOVE_FN(function) into the driver.
 */
#ifdef COMPAT_ND_REMOVE_RETURNS_INT
#define COMPAT_ND_REMOVE(function)					\
static int compat_##function(struct device *dev)			\
{									\
	function(dev);							\
	return 0;							\
}									\
static_assert(true)
#define COMPAT_ND_REMOVE_FN(function)	compat_##function
#else
#define COMPAT_ND_REMOVE(function)	static_assert(__same_type(function, void (struct device *)))
#define COMPAT_ND_REMOVE_FN(function)	function
#endif

/* 5.14: is exported, and returns probe's error */
#ifndef COMPAT_HAS_DEVICE_DRIVER_ATTACH
int device_driver_attach(struct device_driver *drv, struct device *dev);
#endif

#endif
