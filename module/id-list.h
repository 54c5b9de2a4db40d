/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_ID_LIST_H
#define DAX_KMEM_ID_LIST_H

#include "id-text.h"

/*
 * The list of devices asked for. An id given by UUID stays until it is removed; one given by
 * name serves one write to bind, successful or not, because names are recycled: ndctl writes a new
 * device's name into every driver's bind file, and a name left behind would turn a persistent
 * namespace into RAM. All functions may sleep and take the list's own lock, no other.
 */

#define DKM_ID_LIST_MAX	32	/* so that the whole list fits the page of the ids attribute */

/**
 * dkm_id_list_add() - list an id; one that is listed already gets the new options
 * @id: a complete id, with a UUID
 *
 * Return: 0, -ENOSPC when the list is full, -ENOMEM.
 */
int dkm_id_list_add(const struct dkm_id *id);

/**
 * dkm_id_list_remove() - forget an id
 * @id: as dkm_id_parse() made it; options are ignored
 *
 * Return: 0, or -ENOENT when it is not listed.
 */
int dkm_id_list_remove(const struct dkm_id *id);

/**
 * dkm_id_list_empty() - is nothing listed? Probe's short way out
 */
bool dkm_id_list_empty(void);

/**
 * dkm_id_list_has() - is this UUID listed, by itself or behind a name?
 */
bool dkm_id_list_has(const uuid_t *uuid);

/**
 * dkm_id_list_take() - was this device asked for?
 * @name: its name on the nd bus
 * @uuid: its UUID
 * @id: the matching id when true is returned: the one given by name, if there is one, and that is
 *	off the list by then
 */
bool dkm_id_list_take(const char *name, const uuid_t *uuid, struct dkm_id *id);

/**
 * dkm_id_list_forget_name() - drop what is listed by this name, if anything is
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
