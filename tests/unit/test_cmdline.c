// SPDX-License-Identifier: GPL-2.0-only
#include <stdio.h>
#include <string.h>

#include "unit.h"
#include "base/kernel-cmdline.h"

#define KEY	"dax_kmem.disable"

/* what the command line says: 1 yes, 0 no, -1 neither, -2 nothing */
static int says(const char *text)
{
	char line[256];
	const char *value;

	snprintf(line, sizeof(line), "%s", text);
	value = cmdline_value(line, KEY);
	return value ? cmdline_truth(value) : -2;
}

/* kstrtobool() of the newest kernel there is, and the kernel's own way with words */
static void test_table(void **state)
{
	static const struct {
		const char *line;
		int truth;
	} table[] = {
		{ "", -2 }, { "quiet", -2 },
		{ "dax_kmem.disabled=1", -2 }, { "dax_kmem.dis=1", -2 },
		{ "xdax_kmem.disable=1", -2 }, { "dax_kmem.ids=dax_kmem.disable", -2 },
		{ KEY, 1 }, { KEY "=1", 1 }, { KEY "=10", 1 }, { KEY "=y", 1 }, { KEY "=Y", 1 },
		{ KEY "=yes", 1 }, { KEY "=YES", 1 }, { KEY "=t", 1 }, { KEY "=True", 1 },
		{ KEY "=on", 1 }, { KEY "=ON", 1 }, { KEY "=oN", 1 }, { KEY "=enabled", 1 },
		{ KEY "=0", 0 }, { KEY "=01", 0 }, { KEY "=n", 0 }, { KEY "=No", 0 },
		{ KEY "=f", 0 }, { KEY "=False", 0 }, { KEY "=off", 0 }, { KEY "=OF", 0 },
		{ KEY "=disabled", 0 },
		{ KEY "=", -1 }, { KEY "=2", -1 }, { KEY "=o", -1 }, { KEY "=x", -1 },
		{ KEY "=-1", -1 },
		{ "dax-kmem.disable=1", 1 }, { "ro dax-kmem.disable quiet", 1 },
		{ KEY "=1 " KEY "=0", 0 }, { KEY "=0 " KEY "=1", 1 }, { KEY " " KEY "=0", 0 },
		{ KEY "=0 dax-kmem.disable", 1 }, { KEY "=1 " KEY "=x", -1 },
		{ "ro\t" KEY "=1\n", 1 }, { "  " KEY "  ", 1 },
		{ KEY "=\"1\"", 1 }, { "\"" KEY "=0\"", 0 }, { "\"" KEY "\"", 1 },
		{ "dyndbg=\"file x " KEY "=1 +p\"", -2 }, { "a=\" \" " KEY "=1", 1 },
		{ "a=\"" KEY "=1", -2 }, { "\"", -2 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(table); i++) {
		if (says(table[i].line) != table[i].truth)
			fail_msg("'%s': %d, and not %d", table[i].line, says(table[i].line),
				 table[i].truth);
	}
}

static void test_value(void **state)
{
	char line[] = "root=/dev/sda1 resume=/dev/sda2 \"resume=/dev/sda 3\" quiet";

	(void)state;
	assert_string_equal(cmdline_value(line, "resume"), "/dev/sda 3");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_table),
		cmocka_unit_test(test_value),
	};

	return cmocka_run_group_tests_name("cmdline", tests, NULL, NULL);
}
