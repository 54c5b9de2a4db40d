# SPDX-License-Identifier: GPL-2.0-only
# bash completion of dax-kmem: everything it offers, dax-kmem says itself (--words, list).

_dax_kmem()
{
	local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command= choices i
	local commands=" $(dax-kmem --words 2> /dev/null | grep -v ^-- | tr '\n' ' ')"
	COMPREPLY=()

	# options may stand before the command
	for ((i = 1; i < COMP_CWORD; i++)); do
		[[ $commands != *" ${COMP_WORDS[i]} "* ]] || { command=${COMP_WORDS[i]}; break; }
	done
	if [[ $before == --* ]] && choices=$(dax-kmem $command --words 2> /dev/null |
			sed -n "s/^$before //p") && [ -n "$choices" ]; then
		case $choices in
		COLUMNS) choices=$(dax-kmem list --output help 2> /dev/null | tr A-Z a-z) ;;
		STATES) choices=$(dax-kmem list --state help 2> /dev/null) ;;
		REGIONS) choices=$(dax-kmem list --raw --noheadings --output region 2> /dev/null) ;;
		BUSES) choices=$(dax-kmem list --raw --noheadings --output bus 2> /dev/null) ;;
		NODES) choices=$(dax-kmem list --raw --noheadings --output node 2> /dev/null) ;;
		DIR) COMPREPLY=($(compgen -d -- "$word")); return ;;
		*\|*) choices=${choices//|/ } ;;
		*) choices= ;;	# a number
		esac
	elif [[ $word == -* ]]; then
		choices=$(dax-kmem $command --words 2> /dev/null | sed -n 's/^\(--[^ ]*\).*/\1/p')
	elif [ -z "$command" ] || [ "$command" = help ]; then
		choices=$commands
	else
		choices=$(dax-kmem list --raw --noheadings --output uuid,namespace,device,chardev \
			2> /dev/null)
		[[ $word != /* ]] || choices=$(dax-kmem list --raw --output chardev 2> /dev/null |
			sed -n 's,^dax,/dev/dax,p')
		choices=${choices//- /}
		case $command in detach|disable) choices+=" all" ;; esac
	fi
	COMPREPLY=($(compgen -W "$choices" -- "$word"))
}
complete -F _dax_kmem dax-kmem
