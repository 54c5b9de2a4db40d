# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh disable=SC2154 # set by tests/cli/case.sh
# The pictures of the documents show what the command prints.
top=$here/../..
root=
if command -v python3 > /dev/null; then
	check "the pictures are rendered" "$top/tests/pictures/run" "$helper" "$work/pictures"
	equal "these and no others are in doc/pictures" "$(ls "$work/pictures")" "$(ls "$top/doc/pictures")"
	for picture in "$work"/pictures/*.svg; do
		name=${picture##*/}
		check "$name: what the command prints now; if not, 'make pictures' mends that" \
			diff "$top/doc/pictures/$name" "$picture"
		check "$name: it has a background of its own" grep -q '<rect width="[0-9]*" height="[0-9]*" rx="8" fill="#0d1117"/>' \
			"$picture"
		check "$name: README shows it" grep -qF "(doc/pictures/$name)" "$top/README.md"
	done
else
	skip "the pictures are what the command prints" "there is no python3"
fi
