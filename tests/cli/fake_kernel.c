// SPDX-License-Identifier: GPL-2.0-only
/*
 * Preloaded into the helper, this makes a fake sysfs react as the kernel would: to bind, unbind,
 * new_id, remove_id, a block's state and the device's zone, which it goes online in or not at all.
 *
 * FAKE_ROOT   the tree, as the helper's --sysroot
 * FAKE_FAIL   "PART:ERRNO[:N] ...": a write to a path with PART in it fails, only the N-th if given
 * FAKE_HOOK   "PART:COMMAND": a shell runs it before such a write takes effect
 *
 * FAKE_INJECT "CALL:ERRNO:N": the N-th such call of the helper for a file of the tree fails; CALL is
 *             open, read, pwrite, readlink or access. FAKE_ROOT/injected is made then.
 * FAKE_PAGE   bytes in a page of that kernel, if these are not as many as in one of this
 *
 * Every write is recorded in FAKE_ROOT/log.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <inttypes.h>
#include <limits.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define DEVICES	"sys/bus/nd/devices/"
#define OURS	"sys/bus/nd/drivers/dax_kmem/"
#define MEMORY	"sys/devices/system/memory/"

static const char *root;
static bool inside;	/* what this file does itself is no call of the helper's */

static bool is_injected(const char *call, const char *path)
{
	static unsigned int calls;
	const char *rule = getenv("FAKE_INJECT");
	char name[16], mark[PATH_MAX];
	unsigned int n;
	int error, fd;

	root = getenv("FAKE_ROOT");
	if (inside || !rule || !root || strncmp(path, root, strlen(root)) ||
	    sscanf(rule, "%15[^:]:%d:%u", name, &error, &n) != 3 || strcmp(name, call) ||
	    ++calls != n)
		return false;
	snprintf(mark, sizeof(mark), "%s/injected", root);
	inside = true;
	fd = open(mark, O_WRONLY | O_CREAT, 0644);
	inside = false;
	if (fd >= 0)
		close(fd);
	errno = error;
	return true;
}

static void path_of(char *path, const char *format, va_list args)
{
	int length = snprintf(path, PATH_MAX, "%s/", root);

	vsnprintf(path + length, PATH_MAX - length, format, args);
}

#define PATH(path, format) do {			\
	va_list args_;				\
						\
	va_start(args_, format);		\
	path_of(path, format, args_);		\
	va_end(args_);				\
} while (0)

static void get(char *text, size_t size, const char *format, ...)
{
	char path[PATH_MAX];
	FILE *file;

	text[0] = '\0';
	PATH(path, format);
	file = fopen(path, "r");
	if (!file)
		return;
	if (!fgets(text, size, file))
		text[0] = '\0';
	text[strcspn(text, "\n")] = '\0';
	fclose(file);
}

static void put(const char *text, const char *format, ...)
{
	char path[PATH_MAX], *slash;
	FILE *file;

	PATH(path, format);
	for (slash = path + strlen(root) + 1; (slash = strchr(slash, '/')); slash++) {
		*slash = '\0';
		mkdir(path, 0755);
		*slash = '/';
	}
	file = fopen(path, "w");
	if (!file)
		return;
	fprintf(file, "%s\n", text);
	fclose(file);
}

static int drop_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	return remove(path);
}

static void drop(const char *format, ...)
{
	char path[PATH_MAX];

	PATH(path, format);
	nftw(path, drop_one, 8, FTW_DEPTH | FTW_PHYS);
}

static int has(const char *format, ...)
{
	char path[PATH_MAX];

	PATH(path, format);
	return !faccessat(AT_FDCWD, path, F_OK, AT_SYMLINK_NOFOLLOW);
}

static void set_driver(const char *device, const char *driver)
{
	char path[PATH_MAX], target[64];

	drop(DEVICES "%s/driver", device);
	if (!driver)
		return;
	snprintf(path, sizeof(path), "%s/" DEVICES "%s/driver", root, device);
	snprintf(target, sizeof(target), "../../drivers/%s", driver);
	if (symlink(target, path))
		abort();
}

static uint64_t number(const char *device, const char *attribute)
{
	char text[64];

	get(text, sizeof(text), DEVICES "%s/%s", device, attribute);
	return strtoull(text, NULL, 0);
}

static int range_of(const char *device, uint64_t *first, uint64_t *last)
{
	uint64_t start, end, size;
	char text[64];

	get(text, sizeof(text), MEMORY "block_size_bytes");
	size = strtoull(text, NULL, 16);
	get(text, sizeof(text), DEVICES "%s/dax_kmem/range", device);
	if (sscanf(text, "0x%" SCNx64 "-0x%" SCNx64, &start, &end) != 2)
		return -ENODEV;
	*first = start / size;
	*last = end / size;
	return 0;
}

/* The driver's list of runs: one block a run will do. */
static void write_blocks(const char *device)
{
	char text[PATH_MAX] = "", state[32], zones[32];
	uint64_t first, last, n;
	size_t length = 0;

	if (range_of(device, &first, &last))
		return;
	for (n = first; n <= last && length < sizeof(text) - 64; n++) {
		get(state, sizeof(state), MEMORY "memory%" PRIu64 "/state", n);
		get(zones, sizeof(zones), MEMORY "memory%" PRIu64 "/valid_zones", n);
		length += snprintf(text + length, sizeof(text) - length,
				   "%s%" PRIu64 "-%" PRIu64 " %s", length ? "\n" : "", n, n,
				   strcmp(state, "online") ? "offline" :
				   strcmp(zones, "Movable") ? "kernel" : "movable");
	}
	if (n > last)
		put(text, DEVICES "%s/dax_kmem/blocks", device);
	else
		drop(DEVICES "%s/dax_kmem/blocks", device);
}

static int new_id(const char *text)
{
	/* as a module that is older than this option */
	if (has(OURS "old") && strstr(text, "online="))
		return -EINVAL;
	put(text, OURS "ids");
	return 0;
}

static int remove_id(const char *text)
{
	char ids[256];

	get(ids, sizeof(ids), OURS "ids");
	if (!ids[0] || strncmp(ids, text, strlen(text)))
		return -ENOENT;
	put("", OURS "ids");
	return 0;
}

static void word_after(char *word, size_t size, const char *text, const char *key,
		       const char *otherwise)
{
	const char *found = strstr(text, key);

	snprintf(word, size, "%s", found ? found + strlen(key) : otherwise);
	word[strcspn(word, " ")] = '\0';
}

static int bind_ours(const char *device)
{
	uint64_t start, end, size, first, last, n;
	char ids[256], uuid[64], namespace[64], text[96];

	if (!has(DEVICES "%s", device))
		return -ENODEV;
	if (has(DEVICES "%s/driver", device))
		return has(DEVICES "%s/dax_kmem", device) ? 0 : -EBUSY;
	get(ids, sizeof(ids), OURS "ids");
	get(uuid, sizeof(uuid), DEVICES "%s/uuid", device);
	if (strncmp(ids, uuid, strlen(uuid)))
		return -ENODEV;
	get(namespace, sizeof(namespace), DEVICES "%s/namespace", device);
	get(text, sizeof(text), MEMORY "block_size_bytes");
	size = strtoull(text, NULL, 16);
	start = number(namespace, "resource");
	end = start + number(namespace, "size");
	first = (start + 8192 + size - 1) / size;
	last = end / size - 1;
	if (!start || last < first || last - first > 100000)
		return -EINVAL;
	snprintf(text, sizeof(text), "0x%" PRIx64 "-0x%" PRIx64, first * size, (last + 1) * size - 1);
	put(text, DEVICES "%s/dax_kmem/range", device);
	snprintf(text, sizeof(text), "%" PRIu64, (last + 1 - first) * size);
	put(text, DEVICES "%s/dax_kmem/size", device);
	put("0", DEVICES "%s/dax_kmem/lost", device);
	word_after(text, sizeof(text), ids, "node=", "1");
	put(text, DEVICES "%s/dax_kmem/node", device);
	word_after(text, sizeof(text), ids, "zone=", "movable");
	put(text, DEVICES "%s/dax_kmem/zone", device);
	word_after(text, sizeof(text), ids, "memmap=", "dram");
	put(text, DEVICES "%s/dax_kmem/memmap", device);
	for (n = first; n <= last; n++) {
		put("offline", MEMORY "memory%" PRIu64 "/state", n);
		put("Normal Movable", MEMORY "memory%" PRIu64 "/valid_zones", n);
	}
	set_driver(device, "dax_kmem");
	write_blocks(device);
	return 0;
}

static int unbind_ours(const char *device)
{
	uint64_t first, last, n;
	char state[32];

	if (range_of(device, &first, &last))
		return -ENODEV;
	for (n = first; n <= last; n++) {
		get(state, sizeof(state), MEMORY "memory%" PRIu64 "/state", n);
		if (strcmp(state, "offline"))
			return -EBUSY;
	}
	for (n = first; n <= last; n++)
		drop(MEMORY "memory%" PRIu64, n);
	drop(DEVICES "%s/dax_kmem", device);
	set_driver(device, NULL);
	return 0;
}

static int unbind_home(const char *device)
{
	if (!has(DEVICES "%s/driver", device))
		return -ENODEV;
	drop(DEVICES "%s/%s", device, device);
	set_driver(device, NULL);
	return 0;
}

static int bind_home(const char *device)
{
	char path[PATH_MAX];

	if (!has(DEVICES "%s", device) || has(DEVICES "%s/driver", device))
		return -ENODEV;
	put("", DEVICES "%s/%s/uevent", device, device);
	snprintf(path, sizeof(path), "%s/" DEVICES "%s/%s/subsystem", root, device, device);
	if (symlink("../../../../../../bus/dax", path) && errno != EEXIST)
		abort();
	set_driver(device, "dax_pmem");
	return 0;
}

/* The device that a block belongs to, "" for none. */
static void device_of(char *device, size_t size, uint64_t n)
{
	char path[PATH_MAX];
	struct dirent *entry;
	uint64_t first, last;
	DIR *dir;

	device[0] = '\0';
	snprintf(path, sizeof(path), "%s/" DEVICES, root);
	dir = opendir(path);
	while (dir && (entry = readdir(dir))) {
		if (!strncmp(entry->d_name, "dax", 3) &&
		    !range_of(entry->d_name, &first, &last) && n >= first && n <= last)
			snprintf(device, size, "%s", entry->d_name);
	}
	if (dir)
		closedir(dir);
}

/* The module's guard: the device's zone is the only one that its blocks go online in. */
static bool is_refused(const char *device, const char *word)
{
	char zone[32];

	if (!device[0] || !strcmp(word, "offline"))
		return false;
	get(zone, sizeof(zone), DEVICES "%s/dax_kmem/zone", device);
	if (!zone[0] || !strcmp(zone, "auto"))
		return false;
	/* "online" is a kernel zone here */
	return strcmp(zone, !strcmp(word, "online_movable") ? "movable" : "kernel");
}

static int set_state(const char *path, const char *word)
{
	char device[256], state[32];
	uint64_t n;

	if (sscanf(strstr(path, MEMORY), MEMORY "memory%" SCNu64, &n) != 1)
		return -EINVAL;
	get(state, sizeof(state), MEMORY "memory%" PRIu64 "/state", n);
	if (!strncmp(word, state, strlen(state)))
		return -EINVAL;		/* what is so already */
	device_of(device, sizeof(device), n);
	if (is_refused(device, word))
		return -EPERM;
	put(strcmp(word, "offline") ? "online" : "offline", MEMORY "memory%" PRIu64 "/state", n);
	put(!strcmp(word, "offline") ? "Normal Movable" :
	    !strcmp(word, "online_movable") ? "Movable" : "Normal",
	    MEMORY "memory%" PRIu64 "/valid_zones", n);
	if (device[0])
		write_blocks(device);
	return 0;
}

/* As the module takes it: one of three words. */
static int set_zone(const char *path, const char *word)
{
	if (strcmp(word, "movable") && strcmp(word, "kernel") && strcmp(word, "auto"))
		return -EINVAL;
	put(word, "%s", path + strlen(root) + 1);
	return 0;
}

static int react(const char *path, const char *text)
{
	static const struct { const char *end; int (*react)(const char *text); } drivers[] = {
		{ "dax_kmem/new_id", new_id }, { "dax_kmem/remove_id", remove_id },
		{ "dax_kmem/bind", bind_ours }, { "dax_kmem/unbind", unbind_ours },
		{ "dax_pmem/bind", bind_home }, { "dax_pmem/unbind", unbind_home },
	};
	size_t i;

	for (i = 0; i < sizeof(drivers) / sizeof(drivers[0]); i++) {
		size_t length = strlen(path), tail = strlen(drivers[i].end);

		if (length > tail && !strcmp(path + length - tail, drivers[i].end))
			return drivers[i].react(text);
	}
	if (strstr(path, "/state"))
		return set_state(path, text);
	if (strstr(path, "/dax_kmem/zone"))
		return set_zone(path, text);
	put(text, "%s", path + strlen(root) + 1);
	return 0;
}

/* How often has rule @rule met its path? Over all processes of a run. */
static int count(int rule)
{
	char path[PATH_MAX];
	struct stat st;
	int fd;

	snprintf(path, sizeof(path), "%s/count%d", root, rule);
	fd = open(path, O_WRONLY | O_CREAT | O_APPEND, 0644);
	if (fd < 0 || write(fd, ".", 1) != 1 || fstat(fd, &st))
		abort();
	close(fd);
	return st.st_size;
}

static int planned_failure(const char *path)
{
	char rules[512], *rule, *rest = rules, part[128];
	int error, n, index = 0, fields;

	snprintf(rules, sizeof(rules), "%s", getenv("FAKE_FAIL") ? getenv("FAKE_FAIL") : "");
	while ((rule = strsep(&rest, " "))) {
		fields = sscanf(rule, "%127[^:]:%d:%d", part, &error, &n);
		index++;
		if (fields < 2 || !strstr(path, part))
			continue;
		if (fields == 2 || count(index) == n)
			return -error;
	}
	return 0;
}

static void run_hook(const char *path)
{
	const char *hook = getenv("FAKE_HOOK"), *command = hook ? strchr(hook, ':') : NULL;
	char part[128];

	if (!command)
		return;
	snprintf(part, sizeof(part), "%.*s", (int)(command - hook), hook);
	if (!strstr(path, part))
		return;
	if (system(command + 1))
		fprintf(stderr, "fake_kernel: the hook failed\n");
}

static void record(const char *path, const char *text)
{
	char log[PATH_MAX], line[PATH_MAX + 256];
	int fd, length;

	snprintf(log, sizeof(log), "%s/log", root);
	fd = open(log, O_WRONLY | O_CREAT | O_APPEND, 0644);
	length = snprintf(line, sizeof(line), "%s %s\n", path + strlen(root), text);
	if (fd < 0 || write(fd, line, length) != length)
		abort();
	close(fd);
}

static bool path_of_fd(char *path, int fd)
{
	char link[64];
	ssize_t length;

	snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
	length = syscall(SYS_readlink, link, path, PATH_MAX - 1);
	path[length < 0 ? 0 : length] = '\0';
	return length > 0;
}

static ssize_t fake_pwrite(int fd, const void *buf, size_t size, off_t offset)
{
	ssize_t (*real)(int, const void *, size_t, off_t) = dlsym(RTLD_NEXT, "pwrite");
	char path[PATH_MAX], text[256];
	int rc;

	root = getenv("FAKE_ROOT");
	if (!root || !path_of_fd(path, fd) || strncmp(path, root, strlen(root)))
		return real(fd, buf, size, offset);
	if (is_injected("pwrite", path))
		return -1;
	snprintf(text, sizeof(text), "%.*s", (int)size, (const char *)buf);
	unsetenv("LD_PRELOAD");		/* not for the shells */
	inside = true;
	record(path, text);
	rc = planned_failure(path);
	run_hook(path);
	if (!rc)
		rc = react(path, text);
	inside = false;
	if (!rc)
		return size;
	errno = -rc;
	return -1;
}

ssize_t pwrite(int fd, const void *buf, size_t size, off_t offset)
{
	return fake_pwrite(fd, buf, size, offset);
}

ssize_t pwrite64(int fd, const void *buf, size_t size, off_t offset)
{
	return fake_pwrite(fd, buf, size, offset);
}

/* --- calls that FAKE_INJECT lets fail; they do what they should otherwise */

#define REAL(name)	((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static int fake_open(const char *path, int flags, va_list args)
{
	if (is_injected("open", path))
		return -1;
	return openat(AT_FDCWD, path, flags, va_arg(args, int));
}

#define OPEN(name)					\
int name(const char *path, int flags, ...)		\
{							\
	va_list args;					\
	int fd;						\
							\
	va_start(args, flags);				\
	fd = fake_open(path, flags, args);		\
	va_end(args);					\
	return fd;					\
}

OPEN(open)
OPEN(open64)

FILE *fopen(const char *path, const char *mode)
{
	return is_injected("open", path) ? NULL : REAL(fopen)(path, mode);
}

FILE *fopen64(const char *path, const char *mode)
{
	return is_injected("open", path) ? NULL : REAL(fopen64)(path, mode);
}

DIR *opendir(const char *path)
{
	return is_injected("open", path) ? NULL : REAL(opendir)(path);
}

ssize_t read(int fd, void *buf, size_t size)
{
	char path[PATH_MAX];

	if (path_of_fd(path, fd) && is_injected("read", path))
		return -1;
	return REAL(read)(fd, buf, size);
}

ssize_t readlink(const char *path, char *buf, size_t size)
{
	return is_injected("readlink", path) ? -1 : REAL(readlink)(path, buf, size);
}

int access(const char *path, int mode)
{
	return is_injected("access", path) ? -1 : REAL(access)(path, mode);
}

long sysconf(int name)
{
	static long (*real)(int name);
	const char *page = getenv("FAKE_PAGE");

	if (page && name == _SC_PAGESIZE)
		return atol(page);
	if (!real)
		real = dlsym(RTLD_NEXT, "sysconf");
	return real(name);
}
