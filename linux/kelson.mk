# SPDX-License-Identifier: MIT OR Apache-2.0
#
# Kelson for kernel modules outside the kernel's tree. In your Kbuild file:
#
#	obj-m := my_driver.o
#	my_driver-y := my_driver_main.o kelson.o
#	kelson-users := my_driver_main.o
#	include /path/to/kelson/linux/kelson.mk
#
# `kelson-users` are the objects made from Rust files that say `use kelson::..`. Each gets the crate and is built after
# it. The library has no state, so each module has its own copy of the few functions that are in `kelson.o`.

kelson-tree := $(realpath $(dir $(lastword $(MAKEFILE_LIST)))..)

clean-files += libkelson.rmeta libkelson_macros.*

# `make clean` reads this too and knows no configuration; a build of modules knows at least this of it.
ifdef CONFIG_MODULES

ifndef CONFIG_RUST
$(error kelson: this kernel is configured without CONFIG_RUST)
endif
ifeq ($(wildcard $(objtree)/rust/host/libsyn.rlib),)
$(error kelson: this kernel has not built rust/host/libsyn.rlib. Build it first; before Linux 7.3 it may not have syn)
endif

# A crate can be used by the compiler that built it and by no other. The kernel only warns of another C compiler.
kelson-rustc := $(shell MAKEFLAGS= $(RUSTC) --version)
ifneq ($(kelson-rustc),$(subst ",,$(CONFIG_RUSTC_VERSION_TEXT)))
$(error kelson: the kernel was built by $(CONFIG_RUSTC_VERSION_TEXT), and RUSTC=$(RUSTC) is $(kelson-rustc))
endif

# Only the compiler knows how the file of a proc macro is called on this host.
kelson-macros := $(shell MAKEFLAGS= $(RUSTC) --print file-names --crate-name kelson_macros --crate-type proc-macro - </dev/null)

# Under cargo the crate's build script says what the compiler has, here the configuration does.
kelson-cfgs := --cfg kelson_kernel $(if $(call rustc-min-version,109500),--cfg CONFIG_RUSTC_HAS_COLD_PATH)

# Messages and panics name files of ours by their place in our tree, as they do files of the module.
kelson-paths := --remap-path-prefix=$(kelson-tree)/=

# The kernel's command makes every crate `no_std`. A crate with a second home says so itself: nothing to warn of.
kelson-shared := -Aunused_attributes $(kelson-paths)

# What a crate needs that uses the library. It is named by its file, for the kernel may have a kelson of its own.
kelson-flags := --extern kelson=$(obj)/libkelson.rmeta -L $(obj)

# As the kernel builds its own proc macros, on the syn, quote and proc-macro2 it has built for them.
quiet_cmd_kelson_macros = $(RUSTC_OR_CLIPPY_QUIET) P $@
      cmd_kelson_macros = \
	$(RUSTC_OR_CLIPPY) $(rust_common_flags) -Zallow-features= $(kelson-cfgs) $(kelson-paths) \
		--crate-name kelson_macros --crate-type proc-macro \
		--extern proc_macro --extern proc_macro2 --extern quote --extern syn \
		-L $(objtree)/rust/host \
		-Clinker-flavor=gcc -Clinker=$(HOSTCC) \
		-Clink-args='$(call escsq,$(KBUILD_PROCMACROLDFLAGS))' \
		--out-dir $(dir $@) --emit=dep-info=$(depfile) --emit=link=$@ \
		@$(objtree)/include/generated/rustc_cfg $<

$(obj)/$(kelson-macros): $(kelson-tree)/crates/kelson-macros/src/lib.rs FORCE
	+$(call if_changed_dep,kelson_macros)

# The library is built by the kernel's own command for Rust objects, with what makes it a crate to be used.
RUSTFLAGS_kelson.o := --crate-name kelson $(kelson-cfgs) $(kelson-shared) \
	--extern kelson_macros=$(obj)/$(kelson-macros) --emit=metadata=$(obj)/libkelson.rmeta

$(obj)/kelson.o: $(kelson-tree)/crates/kelson/src/lib.rs $(obj)/$(kelson-macros) FORCE
	+$(call if_changed_rule,rustc_o_rs)

targets += kelson.o $(kelson-macros)

$(foreach user,$(kelson-users),$(eval RUSTFLAGS_$(user) += $(kelson-flags)))
$(addprefix $(obj)/,$(kelson-users)): $(obj)/kelson.o

endif # CONFIG_MODULES
