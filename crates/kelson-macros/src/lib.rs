//! crates/kelson-macros
