// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/startup.h"

/* Opens @fd if it is closed. The lower ones are open, so open() returns the right number. */
static bool open_standard(int fd)
{
	/* standard output is opened for reading, so that printing to it fails */
	int mode = fd == STDERR_FILENO ? O_WRONLY : O_RDONLY, new;

	if (fcntl(fd, F_GETFD) >= 0 || errno != EBADF)
		return true;
	new = open("/dev/null", mode);
	/* early at boot there may be no /dev; to read from or write to a directory just fails */
	if (new < 0)
		new = open("/", O_RDONLY);
	return new == fd;
}

bool startup_known_state(void)
{
	sigset_t none;
	int fd;

	for (fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
		if (!open_standard(fd))
			return false;
	}
	signal(SIGCHLD, SIG_DFL);
	signal(SIGALRM, SIG_DFL);
	signal(SIGPIPE, SIG_IGN);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	umask(022);
	return true;
}

bool startup_output_is_unread(void)
{
	struct pollfd output = { .fd = STDOUT_FILENO, .events = POLLOUT };

	return poll(&output, 1, 0) > 0 && (output.revents & (POLLERR | POLLHUP));
}
