/* SPDX-License-Identifier: GPL-2.0-only */
#define NUMA_NO_NODE	(-1)
#define MAX_NUMNODES	1024
