// SPDX-License-Identifier: GPL-2.0-only
/*
 * A FUSE file system whose server falls silent, as that of a network does, and a process in its
 * hands until standard input ends. Usage:
 * fuse_silent getattr DIR: has a file open whose attributes cannot be had any more
 * fuse_silent write DIR: maps a file around the page cache, which waits for what stands there to be
 *	written, and locks all the process's mappings meanwhile
 * Prints "kept:", and the process's number. Ends by a signal after a minute: whoever has asked goes
 * on then.
 */
#include <errno.h>
#include <fcntl.h>
#include <linux/fuse.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#define SIZE	4096
#define FILE_NODE	2

static int fail(const char *what)
{
	fprintf(stderr, "fuse_silent: %s: %s\n", what, strerror(errno));
	return 1;
}

static void answer(int fuse, const struct fuse_in_header *in, int error, const void *data,
		   size_t length)
{
	struct fuse_out_header out = {
		.len = sizeof(out) + length, .error = error, .unique = in->unique,
	};
	struct iovec parts[] = { { &out, sizeof(out) }, { (void *)data, length } };

	if (writev(fuse, parts, length ? 2 : 1) < 0 && errno != ENOENT)
		exit(fail("answer"));
}

static void fill(struct fuse_attr *attr, unsigned long node)
{
	attr->ino = node;
	attr->mode = node == FUSE_ROOT_ID ? S_IFDIR | 0755 : S_IFREG | 0644;
	attr->nlink = 1;
	attr->size = node == FUSE_ROOT_ID ? 0 : SIZE;
	attr->blksize = SIZE;
}

/* Attributes are good for no time at all: each stat() asks. Names are. */
static void serve(int fuse, unsigned int silent, int tell)
{
	static char request[FUSE_MIN_READ_BUFFER + (1 << 20)], zeros[SIZE];
	const struct fuse_in_header *in = (const void *)request;
	struct fuse_entry_out entry = {
		.nodeid = FILE_NODE, .entry_valid = 3600,
	};
	struct fuse_attr_out attr = { 0 };
	struct fuse_open_out opened = { .open_flags = FOPEN_KEEP_CACHE };
	struct fuse_init_out init = {
		.major = FUSE_KERNEL_VERSION, .minor = 31, .max_readahead = SIZE,
		.max_write = SIZE, .max_background = 8, .congestion_threshold = 8,
	};

	fill(&entry.attr, FILE_NODE);
	while (read(fuse, request, sizeof(request)) > 0) {
		if (in->opcode == silent) {
			if (write(tell, "", 1) != 1)
				exit(fail("tell"));
			continue;
		}
		switch (in->opcode) {
		case FUSE_INIT:
			answer(fuse, in, 0, &init, sizeof(init));
			break;
		case FUSE_LOOKUP:
			answer(fuse, in, 0, &entry, sizeof(entry));
			break;
		case FUSE_GETATTR:
			fill(&attr.attr, in->nodeid);
			answer(fuse, in, 0, &attr, sizeof(attr));
			break;
		case FUSE_OPEN:
			answer(fuse, in, 0, &opened, sizeof(opened));
			opened.open_flags |= FOPEN_DIRECT_IO;
			break;
		case FUSE_READ:
			answer(fuse, in, 0, zeros, SIZE);
			break;
		case FUSE_FLUSH:
		case FUSE_RELEASE:
			answer(fuse, in, 0, NULL, 0);
			break;
		case FUSE_FORGET:
		case FUSE_BATCH_FORGET:
			break;
		default:
			answer(fuse, in, -EOPNOTSUPP, NULL, 0);
		}
	}
	exit(0);
}

static pid_t be_kept(const char *file, unsigned int silent)
{
	pid_t pid = fork();
	char *memory;
	int fd;

	if (pid)
		return pid;
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	fd = open(file, O_RDWR);
	if (fd < 0)
		_exit(fail(file));
	if (silent == FUSE_GETATTR) {
		struct stat st;

		/* this one is not answered; who asks later is not either */
		fstat(fd, &st);
		_exit(0);
	}
	memory = mmap(NULL, SIZE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (memory == MAP_FAILED)
		_exit(fail("mmap"));
	memory[0] = 1;
	/* the server says that this one goes around the page cache */
	fd = open(file, O_RDONLY);
	mmap(NULL, SIZE, PROT_READ, MAP_PRIVATE, fd, 0);
	_exit(0);
}

int main(int argc, char **argv)
{
	unsigned int silent;
	char text[256];
	pid_t server, kept;
	int fuse, ends[2];

	if (argc != 3)
		return 2;
	alarm(60);
	silent = argv[1][0] == 'g' ? FUSE_GETATTR : FUSE_WRITE;
	fuse = open("/dev/fuse", O_RDWR | O_CLOEXEC);
	if (fuse < 0 || pipe(ends))
		return fail("/dev/fuse");
	snprintf(text, sizeof(text), "fd=%d,rootmode=40000,user_id=0,group_id=0", fuse);
	if (mount("silent", argv[2], "fuse", 0, text))
		return fail(argv[2]);
	server = fork();
	if (!server) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		serve(fuse, silent, ends[1]);
	}
	close(fuse);
	close(ends[1]);
	snprintf(text, sizeof(text), "%s/file", argv[2]);
	kept = be_kept(text, silent);
	if (read(ends[0], text, 1) == 1)
		printf("kept: %d\n", kept);
	fflush(stdout);
	while (getchar() != EOF)
		;
	/* without a server nothing is waited for */
	umount2(argv[2], MNT_DETACH);
	kill(server, SIGKILL);
	waitpid(server, NULL, 0);
	waitpid(kept, NULL, 0);
	return 0;
}
