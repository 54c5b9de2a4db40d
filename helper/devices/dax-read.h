/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_DAX_READ_H
#define DAX_KMEM_DAX_READ_H

/*
 * CXL memory and soft-reserved memory have no nd device behind them, and are on the dax bus alone.
 * Only root may read their addresses: for others their blocks stay unknown, and so does what
 * soft-reserved memory is.
 */

/* Drivers on the dax bus: the one that makes RAM, and the one that makes a character device. */
#define DAX_DRIVER_RAM		"kmem"
#define DAX_DRIVER_DEVDAX	"device_dax"

#endif
