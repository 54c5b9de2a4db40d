# SPDX-License-Identifier: GPL-2.0-only
# bash completion of dax-kmem, which says itself what may stand where ("dax-kmem complete").
# The PATH of a user who is not root may lack the directory that the command is in.

_dax_kmem()
{
	local words=() glue= before= i offer

	COMPREPLY=()
	# bash makes three words of --zone=movable, and replaces the last one of these
	for ((i = 1; i <= COMP_CWORD; i++)); do
		if [[ $glue || ( ${COMP_WORDS[i]} == = && ${#words[@]} != 0 ) ]]; then
			words[-1]+=${COMP_WORDS[i]}
			before=${words[-1]%%=*}=
		else
			words+=("${COMP_WORDS[i]}")
			before=
		fi
		[[ ${COMP_WORDS[i]} == = ]] && glue=yes || glue=
	done
	while IFS=$'\t' read -r offer _; do
		[[ $offer != "${words[-1]}"* ]] || COMPREPLY+=("${offer#"$before"}")
	done < <(PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin
		command dax-kmem complete -- "${words[@]}" 2> /dev/null)
}
complete -F _dax_kmem dax-kmem
