#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# What is installed, and by which package. Prints KTAP; nothing outside build/ is touched.
# shellcheck disable=SC1091,SC2034
set -u

top=$(cd "$(dirname "$0")/.." && pwd)
cd "$top" || exit 1
. tests/lib/results.sh
lines_at_most=30

dest=build/destdir
files() {
	find $dest -type f | sed "s|^$dest||" | sort
}

installs() {
	rm -rf $dest
	make -s install dkms-install DESTDIR="$top/$dest" && $dest/usr/local/sbin/dax-kmem --version &&
		files | grep -q '/rules.d/85-dax-kmem.rules$' && files | grep -q '/system/dax-kmem@.service$' &&
		grep -qx 'list=/usr/local/libexec/dax-kmem/early-list' $dest/etc/kernel/header_postinst.d/zz-dax-kmem &&
		cmp helper/completion/_dax-kmem $dest/usr/local/share/zsh/site-functions/_dax-kmem
}

uninstalls() {
	make -s uninstall dkms-uninstall DESTDIR="$top/$dest" && [ -z "$(files)" ]
}

deb_has() {	# PACKAGE PATH
	dpkg-deb -c build/deb/"$1"_*.deb | grep -q " \./$2$"
}

# What the command loads at run time no tool finds in it. dpkg and rpm name the libraries in their own ways.
sonames() {
	sed -n 's/.*"\(.*\)"/\1/p' build/helper/sonames.h | grep .
}

deb_depends_on_libraries() {
	for soname in $(sonames || echo none); do
		package=$(dpkg-query -S "*/$soname" | sed 's/:.*//' | sort -u)
		dpkg-deb -f build/deb/dax-kmem_*.deb Depends | tr ',' '\n' | grep "^ *${package:-no package has $soname}\>" ||
			return 1
	done
}

rpm_requires_libraries() {
	for soname in $(sonames || echo none); do
		rpm -qp --requires build/rpm/RPMS/x86_64/dax-kmem-[0-9]*.rpm | grep -F "$soname()(64bit)" || return 1
	done
}

# The command of the package, by some cases of what autopkgtest runs in full where the package is installed.
autopkgtest_runs() {
	root=build/deb-root
	rm -rf $root
	dpkg-deb -x build/deb/dax-kmem_*.deb $root || return 1
	if ! PATH=$top/$root/usr/sbin:$PATH AUTOPKGTEST_TMP=$top/$root debian/tests/command attach detach list \
		> build/autopkgtest.log 2>&1; then
		grep -v '^ok ' build/autopkgtest.log
		return 1
	fi
}

# A script without a stanza would never be run; lintian sees a stanza without a script.
autopkgtest_knows() {
	[ "$(sed -n 's/^Tests: //p' debian/tests/control | sort)" = "$(find debian/tests -type f ! -name control -printf '%f\n' | sort)" ]
}

# One address in all packages.
one_homepage() {
	page=$(sed -n 's/^Homepage: //p' debian/control)
	[ -n "$page" ] && grep -qx "URL: *$page" packaging/dax-kmem.spec
}

# The sources as well, debian/tests included. No tag, no output: each complaint would need an override that says why
lintian_clean() {
	out=$(lintian --allow-root build/deb/*.changes 2>&1 | grep -v '^running with root privileges')
	echo "$out"
	[ -z "$out" ]
}

# The same for the RPM packages; what it is told to leave out has its reason beside it.
rpmlint_clean() {
	out=$(rpmlint -c packaging/rpmlint.toml packaging/dax-kmem.spec build/rpm/RPMS/x86_64/dax-kmem-[0-9]*.rpm \
		build/rpm/RPMS/noarch/dax-kmem-dkms-*.rpm 2>&1)
	echo "$out"
	echo "$out" | grep -q ' 2 packages and 1 specfiles checked; 0 errors, 0 warnings,'
}

# systemd's own measure of what a unit could do: 0 nothing, 10 anything. It is the average of fewer rows where a unit
# runs before sysinit.target, as it leaves out some that it passes.
exposure() {
	make -s build/udev/dax-kmem@.service build/udev/dax-kmem.service build/udev/dax-kmem-early.service &&
		for unit in build/udev/dax-kmem.service build/udev/dax-kmem@.service build/udev/dax-kmem-early.service; do
			systemd-analyze security --offline=true --no-pager --threshold=16 "$unit" |
				grep 'Overall exposure' || return 1
			systemd-analyze security --offline=true --no-pager --threshold=16 "$unit" \
				> /dev/null || return 1
		done
}

verify_units() {
	root=build/unit-root
	rm -rf $root
	mkdir -p $root/usr/lib/systemd/system $root/usr/sbin
	install -m 755 build/helper/dax-kmem $root/usr/sbin/
	for unit in dax-kmem@x.service dax-kmem.service; do
		sed 's|/usr/local/sbin|/usr/sbin|' "build/udev/$(echo $unit | sed 's/@x/@/')" \
			> "$root/usr/lib/systemd/system/$(echo $unit | sed 's/@x/@/')"
	done
	cp udev/dax-kmem.target udev/dax-kmem-modules.service $root/usr/lib/systemd/system/
	# what other units are missing from this root is not our affair
	out=$(systemd-analyze verify --man=no --root="$top/$root" dax-kmem.service dax-kmem@x.service \
		dax-kmem-modules.service dax-kmem.target 2>&1 | grep 'dax-kmem' | grep -v 'sysinit\|basic.target')
	echo "$out"
	[ -z "$out" ] || return 1
	# and it would say so
	sed -i 's/^ExecStart=.*/ExecStart=relative-path/' $root/usr/lib/systemd/system/dax-kmem.service
	systemd-analyze verify --man=no --root="$top/$root" dax-kmem.service 2>&1 | grep -q 'dax-kmem.*relative-path'
}

echo "KTAP version 1"
check "make install, with DESTDIR" installs
check "make uninstall leaves no file" uninstalls
check "units: exposure is 1.5 at most" exposure
check "units: systemd-analyze verify" verify_units
check "what make deb needs is named" apt-get -qq -s build-dep ./
check "make deb" make -s deb
check "lintian has nothing to say" lintian_clean
check "the packages name one home page" one_homepage
check "autopkgtest: each script is in its control file" autopkgtest_knows
check "autopkgtest: the package's command, on the fake kernel" autopkgtest_runs
check "dax-kmem: the command" deb_has dax-kmem usr/sbin/dax-kmem
check "dax-kmem: it depends on the libraries that it loads" deb_depends_on_libraries
check "dax-kmem: the rule" deb_has dax-kmem "\(usr/\)\?lib/udev/rules.d/85-dax-kmem.rules"
check "dax-kmem: the unit" deb_has dax-kmem "\(usr/\)\?lib/systemd/system/dax-kmem@.service"
check "dax-kmem: completion for bash" deb_has dax-kmem usr/share/bash-completion/completions/dax-kmem
check "dax-kmem: completion for zsh" deb_has dax-kmem usr/share/zsh/vendor-completions/_dax-kmem
check "dax-kmem: completion for fish" deb_has dax-kmem usr/share/fish/vendor_completions.d/dax-kmem.fish
check "dax-kmem: the schema of the JSON, not compressed" deb_has dax-kmem usr/share/doc/dax-kmem/dax-kmem.schema.json
check "dax-kmem: the hook for kernel headers that come later" deb_has dax-kmem etc/kernel/header_postinst.d/zz-dax-kmem
check "dax-kmem-dkms: the sources" deb_has dax-kmem-dkms "usr/src/dax-kmem-[0-9.]*/module/main.c"
check "dax-kmem-dkms: the manual page of dax_kmem" deb_has dax-kmem-dkms usr/share/man/man4/dax_kmem.4.gz
check "dax-kmem-dkms: the manual page of dax_zone_guard" deb_has dax-kmem-dkms usr/share/man/man4/dax_zone_guard.4.gz
check "make rpm" make -s rpm
check "rpmlint has nothing to say" rpmlint_clean
check "dax-kmem.rpm: it requires the libraries that it loads" rpm_requires_libraries
end_results
