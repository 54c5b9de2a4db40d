/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_ID_LIST_H
#define DAX_KMEM_ID_LIST_H

#include "id-text.h"

/*
 * The list of requested devices. An id given by UUID stays until it is removed. An id given by name
 * serves one write to bind, successful or not, because names are reused: ndctl writes the name of a
 * new device to the bind file of every driver, and with an old name still listed, that would turn a
 * persistent namespace into RAM. All functions may sleep; they take no lock but the list's own.
 */

#define DKM_ID_LIST_MAX	32	/* so that the whole list fits the page of the ids attribute */

/**
 * dkm_id_list_add() - list an id; if it is listed already, give it the new options
 * @id: a complete id, with a UUID
 *
 * Return: 0, -ENOSPC when the list is full, -ENOMEM.
 */
int dkm_id_list_add(const struct dkm_id *id);

/**
 * dkm_id_list_remove() - remove an id
 * @id: as dkm_id_parse() made it; options are ignored
 *
 * Return: 0, or -ENOENT when it is not listed.
 */
int dkm_id_list_remove(const struct dkm_id *id);

/**
 * dkm_id_list_empty() - is nothing listed?
 */
bool dkm_id_list_empty(void);

/**
 * dkm_id_list_has() - is this UUID listed, by itself or behind a name?
 */
bool dkm_id_list_has(const uuid_t *uuid);

/**
 * dkm_id_list_take() - was this device requested?
 * @name: its name on the nd bus
 * @uuid: its UUID
 * @id: the matching id when true is returned; one given by name goes before one given by UUID, and
 *	is removed from the list
 */
bool dkm_id_list_take(const char *name, const uuid_t *uuid, struct dkm_id *id);

/**
 * dkm_id_list_forget_name() - remove what is listed by this name, if anything is
 */
void dkm_id_list_forget_name(const char *name);

/**
 * dkm_id_list_show() - print the list, one id a line
 * @page: PAGE_SIZE bytes, page aligned
 *
 * Return: bytes written.
 */
ssize_t dkm_id_list_show(char *page);

void dkm_id_list_clear(void);

#endif
