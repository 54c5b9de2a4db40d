# SPDX-License-Identifier: GPL-2.0-only
# Taken early, and then the configuration cannot be read.
wait_for "broken, early: device-dax again" is_devdax "$ram"
check "broken, early: device-dax" is_devdax "$ram"
says "broken, early: the journal says what" "not attached: errors in the configuration hide whether anything lists it"
says "broken, early: and what became of it" "taken early, and not in use: it is given back"
check "broken, early: its units failed" test -n "$(failed_units)"
equal "broken, early: and no other" "" "$(failed_units | tr ' ' '\n' | grep -v '^dax-kmem')"
