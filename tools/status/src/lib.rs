//! tools/status
