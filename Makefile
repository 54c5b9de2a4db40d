# SPDX-License-Identifier: GPL-2.0-only
# "make help" says what there is. Kbuild, not this file, is what the kernel's build reads.

VERSION := $(shell sed -n 's/^PACKAGE_VERSION="\(.*\)"$$/\1/p' dkms.conf)
KVER ?= $(shell tests/kver.sh 2>/dev/null || uname -r)
KDIR ?= /lib/modules/$(KVER)/build
B := build

PREFIX ?= /usr/local
SBINDIR ?= $(PREFIX)/sbin
LIBEXECDIR ?= $(PREFIX)/libexec/dax-kmem
MANDIR ?= $(PREFIX)/share/man
BASHDIR ?= $(PREFIX)/share/bash-completion/completions
ZSHDIR ?= $(PREFIX)/share/zsh/site-functions
FISHDIR ?= $(PREFIX)/share/fish/vendor_completions.d
DOCDIR ?= $(PREFIX)/share/doc/dax-kmem
# where udev, systemd and the makers of an initramfs look, whatever the PREFIX
asked = $(or $(shell pkg-config --variable=$(1) $(2) 2>/dev/null),$(3))
UDEVDIR ?= $(call asked,udevdir,udev,/lib/udev)
UNITDIR ?= $(call asked,systemdsystemunitdir,systemd,/lib/systemd/system)
INITRAMFSDIR ?= /usr/share/initramfs-tools
DRACUTDIR ?= /usr/lib/dracut/modules.d
HEADERSDIR ?= /etc/kernel/header_postinst.d
DKMS_TREE := /usr/src/dax-kmem-$(VERSION)

all: module helper

help:
	@echo "make module [KVER=...] [KDIR=...]  the kernel modules, in $(B)/module/KVER/module/"
	@echo "make helper                        the command, $(B)/helper/dax-kmem"
	@echo "make man                           the manual pages, in $(B)/man/"
	@echo "make demo                          pmem becomes RAM in a virtual machine, before your eyes"
	@echo "make check                         all tests: style, unit, cli, fuzz, faults, packages, guest"
	@echo "make check-style | check-unit | check-cli | check-fuzz | check-faults | check-packages"
	@echo "make check-guest [CASES=...]       the guest cases; or TAG=..., see tests/README.md"
	@echo "make check-kernels [SUITES=...]    the guest cases on every Debian kernel, built there by dkms"
	@echo "              ARCH=arm64           the same for arm64, cross-built; FLAVOUR=arm64-16k: 16 KiB pages"
	@echo "make check-headers [SUITES=...]    compiles the module for every kernel that Debian has, for both architectures"
	@echo "make check-newest [SUITES=...]     the guest cases on experimental's kernel, or that of sid"
	@echo "make check-system [SUITES=...]     real Debian systems, from apt install through reboots to purge"
	@echo "make check-host [SUITES=...]       make demo and make check in a fresh root of another Debian"
	@echo "make check-debug                   the guest cases on a kernel with KASAN, lockdep, kmemleak ..."
	@echo "make check-mutants                 breaks the module on purpose: the guest cases must see it"
	@echo "make mutate [SEED=...] [COUNT=...] breaks the command and the module by chance: unit and cli must see it"
	@echo "make check-bench                   the goals of speed that can be checked in some minutes"
	@echo "make bench [SIZES=...] [KERNELS=...]  measures it all, beside daxctl, into doc/bench/ (2 h)"
	@echo "make coverage                      which lines of helper/ the tests on this machine run"
	@echo "make pictures                      the pictures of the documents, from what the command prints"
	@echo "make shell [CASE=...]              a shell in a guest, set up as for that case"
	@echo "make install | uninstall           all but the modules: PREFIX, SBINDIR, MANDIR, UDEVDIR, UNITDIR, DESTDIR"
	@echo "make dkms-install | dkms-uninstall the modules, by dkms, for the running kernel or KVER"
	@echo "make deb                           Debian packages, in $(B)/deb/"
	@echo "make rpm                           RPM packages, in $(B)/rpm/"
	@echo "make deps                          the Debian packages that all this needs (as root); demo and the"
	@echo "                                   checks install what they need by themselves"
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

pages := dax_kmem.4 dax_zone_guard.4 dax-kmem.8 dax-kmem.conf.5
man: $(addprefix $(B)/man/,$(pages))

# the first line has man run tbl, which these pages' tables need, and which scdoc does not ask for
$(B)/man/%: module/%.scd
	@mkdir -p $(@D)
	{ echo "'\\\" t" && scdoc < $<; } > $@

$(B)/man/%: helper/%.scd
	@mkdir -p $(@D)
	{ echo "'\\\" t" && scdoc < $<; } > $@

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

# --- test: tests/README.md

deps:
	@tests/deps.sh

stages := style unit cli fuzz faults packages guest
more_stages := mutants kernels headers newest bench system debug host
$(addprefix deps-,$(stages) $(more_stages) demo coverage mutate): deps-%:
	@tests/deps.sh $*

check:
	@tests/deps.sh $(stages)
	@tests/check.sh $(stages)

coverage: deps-coverage
	@tests/check.sh coverage

mutate: deps-mutate
	@SEED=$(SEED) COUNT=$(COUNT) tests/check.sh mutate

bench: deps-bench
	@tests/bench/run

pictures: helper
	tests/pictures/run $(B)/helper/dax-kmem doc/pictures

$(addprefix check-,$(stages) $(more_stages)): check-%: deps-%
	@tests/check.sh $*

guest-tools: $(guest_tools)

guest-ready: module helper guest-tools

demo: deps-demo
	@echo "Building the module for kernel $(KVER), and the command ..."
	@$(MAKE) -s guest-ready > $(shell mkdir -p $(B) && echo $(B))/demo.log 2>&1 || { cat $(B)/demo.log; exit 1; }
	@tests/guest/demo.sh $(KVER)

shell: guest-ready
	@tests/guest/run -s -k $(KVER) $(CASE)

# --- install

units := dax-kmem@.service dax-kmem.service dax-kmem-early.service
$(addprefix $(B)/udev/,$(units)): $(B)/udev/%: udev/%.in udev/hardening.conf FORCE
	@mkdir -p $(@D)
	sed -e '/@HARDENING@/{r udev/hardening.conf' -e 'd}' -e 's|@SBINDIR@|$(SBINDIR)|' $< > $@

$(B)/initramfs/headers-postinst: initramfs/headers-postinst.in FORCE
	@mkdir -p $(@D)
	sed 's|@LIBEXECDIR@|$(LIBEXECDIR)|' $< > $@

# SOURCE:MODE:WHERE, the one list that install and uninstall both go through
section = $(subst .,,$(suffix $(1)))
installed := $(B)/helper/dax-kmem:755:$(SBINDIR)/dax-kmem \
	helper/completion/dax-kmem.bash:644:$(BASHDIR)/dax-kmem \
	helper/completion/_dax-kmem:644:$(ZSHDIR)/_dax-kmem \
	helper/completion/dax-kmem.fish:644:$(FISHDIR)/dax-kmem.fish \
	$(foreach page,$(pages),$(B)/man/$(page):644:$(MANDIR)/man$(call section,$(page))/$(page)) \
	udev/85-dax-kmem.rules:644:$(UDEVDIR)/rules.d/85-dax-kmem.rules \
	$(foreach unit,$(units),$(B)/udev/$(unit):644:$(UNITDIR)/$(unit)) \
	udev/dax-kmem.target:644:$(UNITDIR)/dax-kmem.target \
	udev/dax-kmem-modules.service:644:$(UNITDIR)/dax-kmem-modules.service \
	initramfs/initramfs-tools:755:$(INITRAMFSDIR)/hooks/dax-kmem \
	initramfs/early-list:755:$(LIBEXECDIR)/early-list \
	$(B)/initramfs/headers-postinst:755:$(HEADERSDIR)/zz-dax-kmem \
	initramfs/dracut-module-setup.sh:755:$(DRACUTDIR)/90dax-kmem/module-setup.sh \
	README.md:644:$(DOCDIR)/README.md \
	$(foreach doc,$(filter-out doc/bench doc/pictures,$(wildcard doc/*)),$(doc):644:$(DOCDIR)/$(notdir $(doc)))
where = $(DESTDIR)$(word 3,$(subst :, ,$(1)))
early_link = $(DESTDIR)$(UNITDIR)/sysinit.target.wants/dax-kmem-early.service

install: helper man $(addprefix $(B)/udev/,$(units)) $(B)/initramfs/headers-postinst
	$(foreach file,$(installed),install -D -m $(word 2,$(subst :, ,$(file))) \
		$(word 1,$(subst :, ,$(file))) $(call where,$(file)) &&) true
	install -d $(dir $(early_link))
	ln -sf ../dax-kmem-early.service $(early_link)
	$(if $(DESTDIR),,-$(LIBEXECDIR)/early-list back)
	$(reload)

# Without the command nobody would bring online what is taken early. Directories of a name of ours go too;
# an empty one that others may use is not ours to take away.
uninstall:
	$(if $(DESTDIR),,-[ ! -x $(LIBEXECDIR)/early-list ] || $(LIBEXECDIR)/early-list aside)
	rm -f $(early_link) $(foreach file,$(installed),$(call where,$(file)))
	rmdir --ignore-fail-on-non-empty $(addprefix $(DESTDIR),$(DOCDIR) $(LIBEXECDIR) $(DRACUTDIR)/90dax-kmem) \
		2>/dev/null || true
	$(reload)

# udev sees new rules by itself; nothing of the running system is touched with DESTDIR
reload = $(if $(DESTDIR),,@[ ! -d /run/systemd/system ] || systemctl daemon-reload)

# With DESTDIR set the sources are put there and dkms is not run. What is there of the same version
# goes first: dkms would call that installed.
dkms_kernel = $(if $(findstring command,$(origin KVER)),-k $(KVER))
dkms-install:
	$(if $(DESTDIR),,@! dkms status dax-kmem/$(VERSION) | grep -q . || dkms remove dax-kmem/$(VERSION) --all)
	rm -rf $(DESTDIR)$(DKMS_TREE)
	install -d $(DESTDIR)$(DKMS_TREE)/module
	install -m 644 Kbuild dkms.conf $(DESTDIR)$(DKMS_TREE)/
	install -m 644 module/* $(DESTDIR)$(DKMS_TREE)/module/
	$(if $(DESTDIR),@echo "DESTDIR is set: dkms is not run",dkms install dax-kmem/$(VERSION) $(dkms_kernel))

dkms-uninstall:
	$(if $(DESTDIR),,-dkms remove dax-kmem/$(VERSION) --all)
	rm -rf $(DESTDIR)$(DKMS_TREE)

# from what git knows, so that nothing of build/ gets in
deb:
	rm -rf $(B)/deb
	mkdir -p $(B)/deb/dax-kmem-$(VERSION)
	git ls-files -z | xargs -0 cp --parents -t $(B)/deb/dax-kmem-$(VERSION)
	cd $(B)/deb/dax-kmem-$(VERSION) && dpkg-buildpackage -us -uc -tc

# On Debian the libraries are not RPMs; and the script that compresses the pages needs bash, but asks for /bin/sh.
on_debian = --nodeps --define '__brp_compress /bin/bash %{_rpmconfigdir}/brp-compress'
rpm:
	rm -rf $(B)/rpm
	mkdir -p $(B)/rpm/SOURCES
	git ls-files -z | tar cz --null -T - --transform 's,^,dax-kmem-$(VERSION)/,' \
		-f $(B)/rpm/SOURCES/dax-kmem-$(VERSION).tar.gz
	rpmbuild --define "_topdir $(CURDIR)/$(B)/rpm" $(if $(wildcard /etc/debian_version),$(on_debian)) \
		-bb packaging/dax-kmem.spec

clean:
	rm -rf $(filter-out $(B)/cache,$(wildcard $(B)/*))

FORCE:

.PHONY: all help module helper man deps check coverage mutate bench pictures guest-tools guest-ready demo shell install uninstall \
	dkms-install dkms-uninstall deb rpm clean FORCE \
	$(foreach stage,$(stages) $(more_stages),check-$(stage) deps-$(stage)) deps-demo deps-coverage deps-mutate
