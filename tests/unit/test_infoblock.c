// SPDX-License-Identifier: GPL-2.0-only
/* module/infoblock.c: every field at its extremes. */
#include "unit.h"

#include <endian.h>
#include <errno.h>
#include <string.h>
#include <linux/libnvdimm.h>

#include "infoblock.h"

#define NS_SIZE	(1024 * MIB)
#define KEPT	8192

static uuid_t parent = { { 1, 2, 3 } };

/* Offsets on the media, drivers/nvdimm/pfn.h */
enum {
	SIGNATURE = 0, UUID = 16, PARENT = 32, MAJOR = 52, MINOR = 54, DATAOFF = 56, MODE = 72,
	START_PAD = 76, END_TRUNC = 80, CHECKSUM = 4088,
};

static void put16(uint8_t *raw, int offset, uint16_t value)
{
	value = htole16(value);
	memcpy(raw + offset, &value, sizeof(value));
}

static void put32(uint8_t *raw, int offset, uint32_t value)
{
	value = htole32(value);
	memcpy(raw + offset, &value, sizeof(value));
}

static void put64(uint8_t *raw, int offset, uint64_t value)
{
	value = htole64(value);
	memcpy(raw + offset, &value, sizeof(value));
}

static void seal(uint8_t *raw)
{
	put64(raw, CHECKSUM, 0);
	put64(raw, CHECKSUM, nd_fletcher64(raw, DKM_INFOBLOCK_SIZE, true));
}

/* As ndctl --map=mem makes it. */
static uint8_t *good(void)
{
	static uint32_t aligned[DKM_INFOBLOCK_SIZE / 4];
	uint8_t *raw = (uint8_t *)aligned;

	memset(raw, 0, DKM_INFOBLOCK_SIZE);
	memcpy(raw + SIGNATURE, "NVDIMM_DAX_INFO", 16);
	memset(raw + UUID, 0xab, 16);
	memcpy(raw + PARENT, &parent, 16);
	put16(raw, MAJOR, 1);
	put16(raw, MINOR, 4);
	put64(raw, DATAOFF, 2 * MIB);
	put32(raw, MODE, DKM_INFOBLOCK_MODE_RAM);
	seal(raw);
	return raw;
}

static int parse(uint8_t *raw, struct dkm_infoblock *info, const char **why)
{
	struct dkm_infoblock ignored;
	const char *said;

	return dkm_infoblock_parse(raw, &parent, NS_SIZE, KEPT, info ? info : &ignored,
			       why ? why : &said);
}

static void takes_what_ndctl_makes(void **state)
{
	struct dkm_infoblock info;
	const char *why;
	uint8_t *raw = good();

	(void)state;
	put32(raw, START_PAD, 3 * MIB);
	put32(raw, END_TRUNC, 5 * MIB);
	put32(raw, MODE, DKM_INFOBLOCK_MODE_PMEM);
	seal(raw);
	assert_int_equal(parse(raw, &info, &why), 0);
	assert_null(why);
	assert_int_equal(info.dataoff, 2 * MIB);
	assert_int_equal(info.start_pad, 3 * MIB);
	assert_int_equal(info.end_trunc, 5 * MIB);
	assert_int_equal(info.mode, DKM_INFOBLOCK_MODE_PMEM);
	assert_memory_equal(&info.uuid, raw + UUID, 16);
}

static void every_minor_version(void **state)
{
	struct dkm_infoblock info;
	unsigned int minor;

	(void)state;
	for (minor = 0; minor <= 4; minor++) {
		uint8_t *raw = good();

		put16(raw, MINOR, minor);
		put32(raw, START_PAD, MIB);
		put32(raw, END_TRUNC, MIB);
		seal(raw);
		assert_int_equal(parse(raw, &info, NULL), 0);
		/* minor 0 knew no padding: what stands there means nothing */
		assert_int_equal(info.start_pad, minor ? MIB : 0);
		assert_int_equal(info.end_trunc, minor ? MIB : 0);
	}
}

struct mutant {
	const char *why;
	int offset, bytes;
	uint64_t value;
};

static void refuses_mutants(void **state)
{
	static const struct mutant mutants[] = {
		{ "signature", SIGNATURE, 2, 0x4242 },
		{ "signature", SIGNATURE + 14, 2, 0x42 },	/* the NUL at its end counts */
		{ "parent uuid", PARENT, 2, 0xffff },
		{ "version", MAJOR, 2, 0 },
		{ "version", MAJOR, 2, 2 },
		{ "version", MINOR, 2, 5 },
		{ "mode", MODE, 4, 0 },
		{ "mode", MODE, 4, 3 },
		{ "mode", MODE, 4, UINT32_MAX },
		{ "overlap", DATAOFF, 8, 0 },
		{ "overlap", DATAOFF, 8, 4096 },
		{ "misaligned", DATAOFF, 8, 2 * MIB + 512 },
		{ "outside", DATAOFF, 8, NS_SIZE + 4096 },
		{ "outside", DATAOFF, 8, UINT64_MAX & ~4095ull },
		{ "outside", START_PAD, 4, UINT32_MAX },
		{ "outside", START_PAD, 4, NS_SIZE - 2 * MIB + 4096 },
		{ "outside", END_TRUNC, 4, UINT32_MAX },
		{ "outside", END_TRUNC, 4, NS_SIZE - 2 * MIB + 4096 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(mutants); i++) {
		uint8_t *raw = good();
		const char *why = NULL;

		if (mutants[i].bytes == 2)
			put16(raw, mutants[i].offset, mutants[i].value);
		else if (mutants[i].bytes == 4)
			put32(raw, mutants[i].offset, mutants[i].value);
		else
			put64(raw, mutants[i].offset, mutants[i].value);
		seal(raw);
		assert_int_equal(parse(raw, NULL, &why), -EBADMSG);
		assert_non_null(strstr(why, mutants[i].why));
	}
}

static void no_data_is_no_damage(void **state)
{
	uint8_t *raw = good();
	struct dkm_infoblock info;

	(void)state;
	put64(raw, DATAOFF, NS_SIZE - 4096);
	seal(raw);
	assert_int_equal(parse(raw, &info, NULL), 0);
	assert_int_equal(dkm_infoblock_data_size(&info, NS_SIZE), 4096);
	put32(raw, END_TRUNC, 4096);
	seal(raw);
	assert_int_equal(parse(raw, &info, NULL), 0);
	assert_int_equal(dkm_infoblock_data_size(&info, NS_SIZE), 0);
	put32(raw, START_PAD, 4096);
	seal(raw);
	assert_int_equal(parse(raw, NULL, NULL), -EBADMSG);
	put64(raw, DATAOFF, NS_SIZE);
	put32(raw, START_PAD, 0);
	put32(raw, END_TRUNC, 0);
	seal(raw);
	assert_int_equal(parse(raw, &info, NULL), 0);
	assert_int_equal(dkm_infoblock_data_size(&info, NS_SIZE), 0);
}

static void sees_every_flipped_byte(void **state)
{
	int offset;

	(void)state;
	for (offset = 0; offset < DKM_INFOBLOCK_SIZE; offset++) {
		uint8_t *raw = good();

		raw[offset] ^= 0x10;
		assert_int_equal(parse(raw, NULL, NULL), -EBADMSG);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(takes_what_ndctl_makes),
		cmocka_unit_test(every_minor_version),
		cmocka_unit_test(refuses_mutants),
		cmocka_unit_test(no_data_is_no_damage),
		cmocka_unit_test(sees_every_flipped_byte),
	};

	return cmocka_run_group_tests_name("infoblock", tests, NULL, NULL);
}
