// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/cure.h"
#include "base/log.h"
#include "settings/replace-file.h"

void (*replace_file_changed)(const char *path);

static enum exit_code log_write_failure(const char *path, int error)
{
	log_error("%s: %s; %s", path, strerror(error),
		  cure_of(error, "is its directory writable?"));
	return cure_code(error);
}

static enum exit_code make_directory_of(const char *path)
{
	char dir[SYSFS_PATH_MAX];

	snprintf(dir, sizeof(dir), "%.*s", (int)(strrchr(path, '/') - path), path);
	if (mkdir(dir, 0755) && errno != EEXIST)
		return log_write_failure(dir, errno);
	return DK_DONE;
}

enum exit_code replace_file_open(struct replace_file *file, const char *path)
{
	size_t dir = strrchr(path, '/') - path;
	enum exit_code rc;
	int fd;

	memset(file, 0, sizeof(*file));
	if (dir + strlen(path + dir + 1) + sizeof("/..new") > sizeof(file->temporary))
		return log_write_failure(path, ENAMETOOLONG);
	strcpy(file->path, path);
	memcpy(file->temporary, path, dir);
	rc = make_directory_of(path);
	if (rc)
		return rc;
	snprintf(file->temporary + dir, sizeof(file->temporary) - dir, "/.%s.new",
		 path + dir + 1);
	unlink(file->temporary);
	fd = open(file->temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0644);
	if (fd < 0)
		return log_write_failure(file->temporary, errno);
	file->stream = fdopen(fd, "w");
	if (file->stream)
		return DK_DONE;
	close(fd);
	unlink(file->temporary);
	return log_write_failure(file->temporary, ENOMEM);
}

/*
 * The file has been changed. Writes that to the disk, so that it is still so after a power failure.
 */
static int end_change(const char *path)
{
	char dir[SYSFS_PATH_MAX];
	int fd, error = 0;

	if (replace_file_changed)
		replace_file_changed(path);
	snprintf(dir, sizeof(dir), "%.*s", (int)(strrchr(path, '/') - path), path);
	fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return errno;
	/* EINVAL: this file system cannot sync directories */
	if (fsync(fd) && errno != EINVAL)
		error = errno;
	close(fd);
	return error;
}

enum exit_code replace_file_commit(struct replace_file *file)
{
	int error;

	error = fflush(file->stream) || fsync(fileno(file->stream)) ? errno : 0;
	if (fclose(file->stream) && !error)
		error = errno;
	if (!error && rename(file->temporary, file->path))
		error = errno;
	if (error) {
		unlink(file->temporary);
		return log_write_failure(file->path, error);
	}
	error = end_change(file->path);
	return error ? log_write_failure(file->path, error) : DK_DONE;
}

enum exit_code make_link(const char *path, const char *target)
{
	enum exit_code rc = make_directory_of(path);
	int error;

	if (rc)
		return rc;
	if (!symlink(target, path)) {
		error = end_change(path);
		return error ? log_write_failure(path, error) : DK_DONE;
	}
	if (errno != EEXIST)
		return log_write_failure(path, errno);
	log_error("%s: there is such a file already, which hides others of its name; change it by "
		  "hand", path);
	return DK_USAGE;
}

enum exit_code remove_file(const char *path)
{
	int error;

	if (unlink(path))
		return errno == ENOENT ? DK_DONE : log_write_failure(path, errno);
	error = end_change(path);
	return error ? log_write_failure(path, error) : DK_DONE;
}
