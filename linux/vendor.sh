#!/bin/sh
# SPDX-License-Identifier: MIT OR Apache-2.0
#
# Puts Kelson's crates into a kernel tree, or takes them out again.
#
# What it does to the tree: a new folder rust/kelson, a new file samples/rust/rust_kelson.rs, and in three files that
# the kernel has, a few lines between `# kelson: begin` and `# kelson: end`. Nothing else, so `--undo` gives the same
# bytes that were there before.

set -eu

usage() {
	echo "Usage: vendor.sh KERNEL_TREE [--undo]"
	echo
	echo "Puts the crates kelson and kelson_macros under rust/ of a kernel tree, with a sample in samples/rust/."
	echo "Running it again brings them up to date; --undo removes every trace."
}

fail() {
	echo "error: $1" >&2
	[ $# -lt 2 ] || echo "help: $2" >&2
	exit 1
}

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
crates=$here/../crates
begin='# kelson: begin'
end='# kelson: end'
# What `--undo` may delete has this line in it.
ours='Put here by linux/vendor.sh of Kelson'

tree=
undo=
for argument in "$@"; do
	case $argument in
	--undo) undo=1 ;;
	-h | --help) usage && exit 0 ;;
	-*) usage >&2 && fail "there is no option \`$argument\`" ;;
	*)
		[ -z "$tree" ] || fail "only one kernel tree can be named" "it was \`$tree\` and \`$argument\`"
		tree=$argument
		;;
	esac
done
[ -n "$tree" ] || { usage >&2 && exit 2; }

# The lines that a file of the kernel gets.
lines() {
	case $1 in
	Kconfig) echo 'source "rust/kelson/Kconfig"' ;;
	# A variable that the file's own rules for crates use has to be there by now, so it comes last.
	rust/Makefile) echo "include \$(src)/kelson/Makefile" ;;
	samples/rust/Makefile)
		echo "obj-\$(CONFIG_SAMPLE_RUST_KELSON)		+= rust_kelson.o"
		echo "RUSTFLAGS_rust_kelson.o := --extern kelson"
		;;
	esac
}
edited='Kconfig rust/Makefile samples/rust/Makefile'

# Whether the tree has our lines in a file; half of them is an error.
has_lines() {
	begins=$(grep -c "^$begin\$" "$tree/$1" || :)
	ends=$(grep -c "^$end\$" "$tree/$1" || :)
	case $begins$ends in
	00) return 1 ;;
	11) return 0 ;;
	*) fail "\`$tree/$1\` has $begins lines \`$begin\` and $ends lines \`$end\`" "restore the file, then run this again" ;;
	esac
}

# Replaces a file by standard input, whole or not at all. A tree may share its files with another one by hard links, so
# the file is not written in place; the copy keeps its mode.
replace() {
	cp -p "$tree/$1" "$tree/$1.kelson"
	cat >"$tree/$1.kelson"
	mv "$tree/$1.kelson" "$tree/$1"
}

without_lines() {
	sed "/^$begin\$/,/^$end\$/d" "$tree/$1"
}

check_tree() {
	[ -d "$tree" ] || fail "\`$tree\` is not a folder"
	if ! [ -f "$tree/Kconfig" ] || ! grep -q '^PATCHLEVEL = ' "$tree/Makefile" 2>/dev/null; then
		if [ -f "$tree/.config" ] && [ -L "$tree/source" ]; then
			fail "\`$tree\` is where a kernel was built, not its source" "name \`$(readlink "$tree/source")\`"
		fi
		fail "\`$tree\` is not a kernel tree: it has no \`Makefile\` and \`Kconfig\` of Linux"
	fi
	version=$(sed -n 's/^VERSION = //p' "$tree/Makefile").$(sed -n 's/^PATCHLEVEL = //p' "$tree/Makefile")
	if ! grep -q 'libsyn\.rlib' "$tree/rust/Makefile" 2>/dev/null || ! [ -f "$tree/samples/rust/Makefile" ]; then
		fail "Linux $version is too old: it does not build \`syn\` for proc macros" \
			"use Linux 7.3 or newer"
	fi
	for file in $edited; do
		[ -w "$tree/$file" ] || fail "\`$tree/$file\` cannot be written"
		# Lines are added behind the last one, which has to end.
		[ -z "$(tail -c 1 "$tree/$file")" ] || fail "\`$tree/$file\` does not end with a line feed"
		has_lines "$file" || :
		# Left by a run that was interrupted.
		rm -f "$tree/$file.kelson"
	done
	if [ -e "$tree/rust/kelson" ] && ! grep -q "$ours" "$tree/rust/kelson/Makefile" 2>/dev/null; then
		fail "\`$tree/rust/kelson\` is there, and not by this script" "move it away"
	fi
}

add() {
	new=$tree/rust/kelson.new
	rm -rf "$new"
	mkdir "$new"
	cp -R "$crates/kelson/src" "$new/src"
	cp -R "$crates/kelson-macros/src" "$new/macros"
	cp "$here/vendor/Makefile" "$here/vendor/Kconfig" "$here/vendor/exports.c" "$new/"
	sample=$tree/samples/rust/rust_kelson.rs

	changed=
	if diff -r "$new" "$tree/rust/kelson" >/dev/null 2>&1; then
		rm -rf "$new"
	else
		rm -rf "$tree/rust/kelson"
		mv "$new" "$tree/rust/kelson"
		changed=1
	fi
	cmp -s "$here/vendor/rust_kelson.rs" "$sample" || { cp "$here/vendor/rust_kelson.rs" "$sample" && changed=1; }
	for file in $edited; do
		wanted=$(echo "$begin" && lines "$file" && echo "$end")
		if [ "$(sed -n "/^$begin\$/,/^$end\$/p" "$tree/$file")" != "$wanted" ]; then
			{ without_lines "$file" && echo "$wanted"; } | replace "$file"
			changed=1
		fi
	done
	if [ -n "$changed" ]; then
		echo "kelson is in Linux $version at $tree; switch on CONFIG_KELSON, and CONFIG_SAMPLE_RUST_KELSON for a sample"
	else
		echo "kelson is already in Linux $version at $tree, and up to date"
	fi
}

remove() {
	changed=
	for file in $edited; do
		if has_lines "$file"; then
			without_lines "$file" | replace "$file"
			changed=1
		fi
	done
	for path in rust/kelson rust/kelson.new samples/rust/rust_kelson.rs; do
		if [ -e "$tree/$path" ]; then
			rm -rf "${tree:?}/$path"
			changed=1
		fi
	done
	if [ -n "$changed" ]; then
		echo "kelson is no longer in Linux $version at $tree"
	else
		echo "kelson is not in Linux $version at $tree: nothing to undo"
	fi
}

check_tree
if [ -n "$undo" ]; then remove; else add; fi
