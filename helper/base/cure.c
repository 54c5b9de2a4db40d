// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <unistd.h>

#include "base/cure.h"

const char *cure_of(int error, const char *otherwise)
{
	switch (error) {
	case EACCES:
	case EPERM:
		if (geteuid())
			return "run as root";
		return "root is denied, too: look for the immutable flag ('lsattr'), a rule of a "
		       "security module, or the limits of a container";
	case EROFS:
		return "its file system is mounted read-only: remount that writable; 'findmnt -T' "
		       "with the path shows which it is";
	case ENOSPC:
	case EDQUOT:
		return "its file system is full: free space there; 'df' and 'df -i' show how much "
		       "is left";
	case EIO:
		return "the disk failed: the kernel log says more";
	case ENOMEM:
		return "free memory, and try again";
	case EMFILE:
	case ENFILE:
		return "too many files are open: see 'ulimit -n'";
	case ELOOP:
		return "it is a symbolic link, which is not followed: remove it";
	default:
		return otherwise;
	}
}

enum exit_code cure_code(int error)
{
	switch (error) {
	case EACCES:
	case EPERM:
	case EROFS:
		return DK_PERMISSION;
	default:
		return DK_FAILED;
	}
}
