//! kelson
#![no_std]
