// SPDX-License-Identifier: GPL-2.0-only
/*
 * What dax_kmem has, too, compiled once more for dax_zone_guard. Kbuild gives an object to one
 * module only: the module's name is in it, and its messages begin with that name.
 */
#include "zone.c"
#include "zone-guard.c"
