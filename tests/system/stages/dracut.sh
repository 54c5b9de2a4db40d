# SPDX-License-Identifier: GPL-2.0-only
# As early.sh, by dracut's initramfs.
. $lib/stages/early.sh
