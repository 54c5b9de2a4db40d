# SPDX-License-Identifier: GPL-2.0-only
# Finds out what this kernel's headers declare, by searching them: distributions port changes back,
# so a version number tells little. compat.h uses the result to provide the newest kernel's API.

ifneq ($(shell [ "$(VERSION)" -lt 5 ] || [ "$(VERSION)" = 5 -a "$(PATCHLEVEL)" -lt 10 ] && echo old),)
$(error dax_kmem: Linux $(KERNELVERSION) is too old; it needs 5.10 or newer)
endif

# has(HEADER, REGEX without brackets, MACRO)
has = $(shell grep -qsE '$(2)' $(srctree)/include/linux/$(1) && echo -D$(3))

# 5.12: remove() returns nothing
ccflags-y += $(call has,nd.h,int .[*]remove.,COMPAT_ND_REMOVE_RETURNS_INT)
# 5.14: is exported, and returns probe's error
ccflags-y += $(call has,device.h,device_driver_attach,COMPAT_HAS_DEVICE_DRIVER_ATTACH)
# 5.15: takes no node
ccflags-y += $(call has,memory_hotplug.h,remove_memory.int nid,COMPAT_REMOVE_MEMORY_TAKES_NODE)
# 6.9: the page array of many blocks in one call, each on its own block
ccflags-y += $(call has,memory_hotplug.h,mhp_supports_memmap_on_memory.void.,COMPAT_HAS_MEMMAP_HINT)
# 6.1: memory tiers
ccflags-y += $(call has,memory-tiers.h,init_node_memory_type,COMPAT_HAS_MEMORY_TIERS)
# 6.6: was destroy_memory_type()
ccflags-y += $(call has,memory-tiers.h,put_memory_type,COMPAT_HAS_PUT_MEMORY_TYPE)
# 6.7: the distance comes from the platform's HMAT
ccflags-y += $(call has,memory-tiers.h,mt_calc_adistance,COMPAT_HAS_MT_CALC_ADISTANCE)
# 6.10: one memory type for each distance, kept on a list
ccflags-y += $(call has,memory-tiers.h,mt_find_alloc_memory_type,COMPAT_HAS_MT_FIND_ALLOC)
# 6.15: counts sectors in sector_t
ccflags-y += $(call has,badblocks.h,badblocks_check.*sector_t sectors,COMPAT_BADBLOCKS_SECTOR_T)

# arm64 from 7.1 on takes no block with its own page array offline; no header tells, the version must
ifdef CONFIG_ARM64
ccflags-y += $(shell [ "$(VERSION)" -gt 7 ] || [ "$(VERSION)" = 7 -a "$(PATCHLEVEL)" -ge 1 ] && \
	echo -DCOMPAT_MEMMAP_ON_MEMORY_STAYS=1)
endif

ccflags-y += -include $(src)/compat.h
