# SPDX-License-Identifier: GPL-2.0-only
# fish completion of dax-kmem, which says itself what may stand where ("dax-kmem complete").
# The PATH of a user who is not root may lack the directory that the command is in.

function __dax_kmem_complete
	set -l words (commandline -opc)
	set -l word (commandline -ct)
	set -lx PATH $PATH /usr/local/sbin /usr/sbin /sbin
	set -e words[1]
	command dax-kmem complete -- $words "$word" 2> /dev/null
end
complete -c dax-kmem -f -a '(__dax_kmem_complete)'
