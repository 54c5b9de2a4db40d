// SPDX-License-Identifier: GPL-2.0-only
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/sysfs.h"
#include "devices/cxl-region.h"

#define CXL_DEVICES	"/sys/bus/cxl/devices/"

/* Finds "region0" in ".../region0/dax_region0/dax0.0". */
static bool find_region(char *region, const char *place)
{
	const char *end = strstr(place, "/dax_region"), *start = end;

	while (start && start > place && start[-1] != '/')
		start--;
	if (!end || start == end || end - start >= NAME_LEN)
		return false;
	memcpy(region, start, end - start);
	region[end - start] = '\0';
	return true;
}

/* A decoder is below the endpoint of a memory device: ".../endpoint2/decoder2.0" */
static bool find_endpoint(char *endpoint, const char *decoder)
{
	char path[SYSFS_PATH_MAX], target[SYSFS_PATH_MAX], *slash;
	ssize_t length;

	if (sysfs_path(path, CXL_DEVICES "%s", decoder))
		return false;
	length = readlink(path, target, sizeof(target) - 1);
	if (length < 0)
		return false;
	target[length] = '\0';
	slash = strrchr(target, '/');
	if (!slash)
		return false;
	*slash = '\0';
	slash = strrchr(target, '/');
	if (!slash || strncmp(slash, "/endpoint", 9) || strlen(slash) > NAME_LEN)
		return false;
	strcpy(endpoint, slash + 1);
	return true;
}

static bool read_extent(struct cxl_extent *extent, const char *decoder)
{
	char endpoint[NAME_LEN], text[32];
	long long start, size;
	uint64_t serial;

	if (!find_endpoint(endpoint, decoder))
		return false;
	/* it may have all of its 64 bits set */
	if (sysfs_read(text, sizeof(text), CXL_DEVICES "%s/uport/serial", endpoint) ||
	    sscanf(text, "%" SCNx64, &serial) != 1 ||
	    sysfs_read_number(&start, 0, CXL_DEVICES "%s/dpa_resource", decoder) ||
	    sysfs_read_number(&size, 0, CXL_DEVICES "%s/dpa_size", decoder))
		return false;
	*extent = (struct cxl_extent){ serial, start, size };
	return true;
}

void cxl_region_read(struct identity *identity, const char *place)
{
	char region[NAME_LEN], decoder[NAME_LEN];
	long long ways;
	size_t i;

	identity->n_extents = 0;
	if (!find_region(region, place) ||
	    sysfs_read_number(&ways, 10, CXL_DEVICES "%s/interleave_ways", region) ||
	    ways < 1 || ways > CXL_WAYS_MAX)
		return;
	for (i = 0; i < (size_t)ways; i++) {
		if (sysfs_read(decoder, sizeof(decoder), CXL_DEVICES "%s/target%zu", region, i) ||
		    !read_extent(&identity->extents[i], decoder))
			return;
	}
	identity->n_extents = ways;
}
