//! tools/prove
