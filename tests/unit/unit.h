/* SPDX-License-Identifier: GPL-2.0-only */
/* What every unit test includes first. */
#ifndef TEST_UNIT_H
#define TEST_UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#define ARRAY_SIZE(array)	(sizeof(array) / sizeof((array)[0]))
#define MIB			((uint64_t)1 << 20)
#define GIB			((uint64_t)1 << 30)

#endif
