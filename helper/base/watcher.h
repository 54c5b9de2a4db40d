/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_WATCHER_H
#define DAX_KMEM_WATCHER_H

/*
 * A thread that looks four times a second at what this process does, while that waits in a system
 * call. It takes no signal: those are for the thread that waits. Nobody may fork while it runs.
 */

/**
 * watcher_start() - start the thread, unless it runs; without it nothing is amiss
 * @look: called by that thread
 */
void watcher_start(void (*look)(void));

/**
 * watcher_stop() - stop it and wait for its end
 */
void watcher_stop(void);

#endif
