# SPDX-License-Identifier: GPL-2.0-only
# "make help" says what there is. Kbuild, not this file, is what the kernel's build reads.

VERSION := $(shell sed -n 's/^PACKAGE_VERSION="\(.*\)"$$/\1/p' dkms.conf)
KVER ?= $(shell tests/kver.sh 2>/dev/null || uname -r)
KDIR ?= /lib/modules/$(KVER)/build
B := build

PREFIX ?= /usr/local
SBINDIR ?= $(PREFIX)/sbin
MANDIR ?= $(PREFIX)/share/man
COMPLETIONDIR ?= $(PREFIX)/share/bash-completion/completions
DKMS_TREE := /usr/src/dax-kmem-$(VERSION)

all: module helper

help:
	@echo "make module [KVER=...] [KDIR=...]  the kernel module, in $(B)/module/KVER/module/"
	@echo "make helper                        the command, $(B)/helper/dax-kmem"
	@echo "make man                           the manual pages, in $(B)/man/"
	@echo "make demo                          pmem becomes RAM in a virtual machine, before your eyes"
	@echo "make check                         all tests: style, unit, cli, fuzz, faults, guest"
	@echo "make check-style | check-unit | check-cli | check-fuzz | check-faults | check-guest [CASES=...]"
	@echo "make check-kernels [SUITES=...]    the guest cases on every Debian kernel, built there by dkms"
	@echo "make check-debug                   the guest cases on a kernel with KASAN, lockdep, kmemleak ..."
	@echo "make check-mutants                 breaks the module on purpose: the guest cases must see it"
	@echo "make coverage                      which lines of helper/ the tests on this machine run"
	@echo "make shell [CASE=...]              a shell in a guest, set up as for that case"
	@echo "make install | uninstall           command and manual: PREFIX, SBINDIR, MANDIR, DESTDIR"
	@echo "make dkms-install                  the module, by dkms, for the running kernel"
	@echo "make deps                          the Debian packages that all this needs (as root)"
	@echo "make clean                         all but the cache of downloads in $(B)/cache"

# --- build

# The module is built in a copy, so that one tree serves many kernels and none leaves objects here.
module_sources := Kbuild dkms.conf $(wildcard module/*)
module_tree := $(B)/module/$(KVER)
module:
	@mkdir -p $(module_tree)/module
	@cp -pu Kbuild dkms.conf $(module_tree)/
	@cp -pu module/* $(module_tree)/module/
	$(MAKE) -C $(KDIR) M=$(CURDIR)/$(module_tree) W=1 $(if $(CI),KCFLAGS=-Werror) modules

helper:
	$(MAKE) -C helper OUT=../$(B)/helper

pages := dax_kmem.4 dax-kmem.8 dax-kmem.conf.5
man: $(addprefix $(B)/man/,$(pages))

$(B)/man/%: module/%.scd
	@mkdir -p $(@D)
	scdoc < $< > $@

$(B)/man/%: helper/%.scd
	@mkdir -p $(@D)
	scdoc < $< > $@

$(B)/helper-asan/dax-kmem: FORCE
	$(MAKE) -s -C helper OUT=../$(B)/helper-asan SANITIZE=1

$(B)/helper-coverage/dax-kmem: FORCE
	$(MAKE) -s -C helper OUT=../$(B)/helper-coverage COVERAGE=1

# preloaded into the helper, it makes a fake sysfs react
$(B)/tests/fake_kernel.so: tests/cli/fake_kernel.c
	@mkdir -p $(@D)
	$(CC) -shared -fPIC -O1 -g -Wall -Wextra -Werror -o $@ $< -ldl

guest_tools := $(patsubst tests/guest/%.c,$(B)/tests/guest/%,$(wildcard tests/guest/*.c))
$(guest_tools): $(B)/tests/guest/%: tests/guest/%.c
	@mkdir -p $(@D)
	$(CC) -static -O2 -Wall -Wextra -o $@ $<

# --- test

deps:
	tests/deps.sh

check: deps
	@tests/check.sh style unit cli fuzz faults guest

coverage: deps
	@tests/check.sh coverage

check-style check-unit check-cli check-fuzz check-faults check-guest check-mutants check-kernels check-debug: check-%: deps
	@tests/check.sh $*

guest-tools: $(guest_tools)

guest-ready: module helper guest-tools

demo: deps
	@$(MAKE) -s guest-ready > $(shell mkdir -p $(B) && echo $(B))/demo.log 2>&1 || { cat $(B)/demo.log; exit 1; }
	@tests/guest/demo.sh $(KVER)

shell: guest-ready
	@tests/guest/run -s -k $(KVER) $(CASE)

# --- install

section = $(subst .,,$(suffix $(page)))
install: helper man
	install -D -m 755 $(B)/helper/dax-kmem $(DESTDIR)$(SBINDIR)/dax-kmem
	install -D -m 644 helper/dax-kmem.bash $(DESTDIR)$(COMPLETIONDIR)/dax-kmem
	$(foreach page,$(pages),install -D -m 644 $(B)/man/$(page) \
		$(DESTDIR)$(MANDIR)/man$(section)/$(page) &&) true

uninstall:
	rm -f $(DESTDIR)$(SBINDIR)/dax-kmem $(DESTDIR)$(COMPLETIONDIR)/dax-kmem
	rm -f $(foreach page,$(pages),$(DESTDIR)$(MANDIR)/man$(section)/$(page))

# With DESTDIR set the sources are put there and dkms is not run.
dkms-install:
	install -d $(DESTDIR)$(DKMS_TREE)/module
	install -m 644 Kbuild dkms.conf $(DESTDIR)$(DKMS_TREE)/
	install -m 644 module/* $(DESTDIR)$(DKMS_TREE)/module/
	$(if $(DESTDIR),@echo "DESTDIR is set: dkms is not run",dkms install dax-kmem/$(VERSION))

clean:
	rm -rf $(filter-out $(B)/cache,$(wildcard $(B)/*))

FORCE:

.PHONY: all help module helper man deps check check-style check-unit check-cli check-fuzz \
	check-faults check-guest coverage \
	check-mutants check-kernels check-debug guest-tools guest-ready demo shell install uninstall dkms-install clean FORCE
