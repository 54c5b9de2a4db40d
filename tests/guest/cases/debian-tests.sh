# SPDX-License-Identifier: GPL-2.0-only
# runs: once
# nvdimm: 1G
# files: debian/tests/memory tests/lib/results.sh
# What autopkgtest runs where there is pmem: it says that it cannot where there is none, or none that is free.
script=/test/tree/debian/tests/memory

exits 77 "without pmem" $script
check "without pmem: it says so" sh -c "echo '$said' | grep -q 'SKIP there is no instance'"
load_pmem
make_devdax
exec 8< "/dev/$chardev"
exits 77 "somebody has it open" $script
equal "somebody has it open: nothing has changed" dax_pmem "$(driver_of "$dax")"
exec 8<&-
exits 0 "an instance that nobody uses" $script
equal "an instance that nobody uses: all checks are made" 8 "$(echo "$said" | grep -c '^ok ')"
equal "an instance that nobody uses: it is given back" dax_pmem "$(driver_of "$dax")"
rmmod dax_kmem
mv /lib/modules/"$(uname -r)"/updates /tmp/
depmod
exits 77 "without the module" $script
