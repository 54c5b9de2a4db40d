# SPDX-License-Identifier: GPL-2.0-only
# Listed, early even, and this kernel has no module.
check "no module: device-dax" is_devdax "$ram"
says "no module: the journal says so" "dax_kmem: no such module for kernel $(uname -r); 'dkms status'"
equal "no module: our unit failed, and no other" "dax-kmem@$(device_of "$ram").service" "$(failed_units)"
status_is "no module" 8
dax-kmem attach "$ram" > /dev/null 2>&1
equal "no module: by hand, exit code 8" 8 $?
