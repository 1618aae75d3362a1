// SPDX-License-Identifier: MIT OR Apache-2.0

//! Damaged files: an error or a verdict, never a panic, never without end.

mod support;

use kelson_prove::{ErrorKind, Options, prove};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use support::{compile, corpus, instrument};

/// The time in which any answer about a small file must be there, on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);

fn judge(path: &Path) -> Result<kelson_prove::Outcome, kelson_prove::Error> {
    let start = Instant::now();
    let outcome = prove(
        &Options {
            files: vec![path.to_owned()],
            all: true,
            ..Options::default()
        },
        &mut (),
    );
    assert!(
        start.elapsed() < PATIENCE,
        "{} took too long",
        path.display()
    );
    if let Ok(outcome) = &outcome {
        // Telling what was found reads debug information that judging did not.
        let _ = outcome.clone().into_run();
    }
    outcome
}

fn message(path: &Path) -> String {
    let error = judge(path).expect_err("the file is no input");
    assert_eq!(error.kind(), ErrorKind::Input);
    let message = error.to_string();
    assert!(!message.contains('\n'), "{message}");
    message
}

fn object(folder: &Path) -> PathBuf {
    let (source, _) = instrument(&corpus("calls.rs"), "calls.rs", "calls");
    std::fs::write(folder.join("calls.rs"), source).expect("the folder can be written");
    let flags = [
        "--crate-type=lib",
        "--emit=obj",
        "-Copt-level=s",
        "-Cdebuginfo=1",
        "-Ccodegen-units=1",
    ];
    compile(folder, "calls.rs", "calls.o", &flags)
}

/// A generator that gives the same damage every time.
struct Random(u64);

impl Random {
    fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % below as u64) as usize
    }
}

#[test]
fn truncated() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let whole = std::fs::read(object(folder.path())).expect("the object is there");
    let path = folder.path().join("cut.o");
    for part in 0..64 {
        std::fs::write(&path, &whole[..whole.len() * part / 64])
            .expect("the folder can be written");
        // The section headers come last, so that no cut object has any.
        message(&path);
    }
}

#[test]
fn flipped_anywhere() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let whole = std::fs::read(object(folder.path())).expect("the object is there");
    let path = folder.path().join("flipped.o");
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    for _ in 0..300 {
        let mut bytes = whole.clone();
        for _ in 0..1 + random.next(16) {
            let at = random.next(bytes.len());
            bytes[at] = random.next(256) as u8;
        }
        std::fs::write(&path, bytes).expect("the folder can be written");
        let _ = judge(&path);
    }
}

#[test]
fn flipped_in_headers() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let whole = std::fs::read(object(folder.path())).expect("the object is there");
    let path = folder.path().join("headers.o");
    let number = |at: usize, width: usize| -> usize {
        let mut value = [0; 8];
        value[..width].copy_from_slice(&whole[at..at + width]);
        u64::from_le_bytes(value) as usize
    };
    let (table, count) = (number(0x28, 8), number(0x3c, 2));
    assert!(count > 20, "the object has sections");
    // Type, flags, address, offset, size, link, info, alignment and entry size.
    let fields = [
        (4, 4),
        (8, 8),
        (16, 8),
        (24, 8),
        (32, 8),
        (40, 4),
        (44, 4),
        (48, 8),
        (56, 8),
    ];
    let values = [0u64, 1, 0x40, 0xffff, 0x7fff_ffff, u64::MAX, 1 << 63];
    let mut random = Random(42);
    for (offset, width) in fields {
        for value in values {
            for _ in 0..6 {
                let mut bytes = whole.clone();
                let at = table + 64 * random.next(count) + offset;
                bytes[at..at + width].copy_from_slice(&value.to_le_bytes()[..width]);
                std::fs::write(&path, bytes).expect("the folder can be written");
                let _ = judge(&path);
            }
        }
    }
}

#[test]
fn flipped_in_debug_information() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let whole = std::fs::read(object(folder.path())).expect("the object is there");
    let path = folder.path().join("debug.o");
    // Sections of debug information follow the code; the strings in them name the compiler.
    let code = whole.len() / 4;
    let mut random = Random(7);
    for _ in 0..300 {
        let mut bytes = whole.clone();
        for _ in 0..1 + random.next(40) {
            let at = code + random.next(whole.len() / 2);
            bytes[at] = random.next(256) as u8;
        }
        std::fs::write(&path, bytes).expect("the folder can be written");
        let _ = judge(&path);
    }
}

#[test]
fn not_an_object() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let cases: [(&str, &[u8], &str); 8] = [
        ("empty", b"", "is empty"),
        ("text", b"hello, world", "neither an ELF object"),
        ("bitcode", b"BC\xc0\xde\0\0\0\0", "LLVM bitcode"),
        ("thin", b"!<thin>\n", "thin archive"),
        ("archive", b"!<arch>\nnonsense", "not a usable archive"),
        ("no_members", b"!<arch>\n", "nothing to prove"),
        ("magic", b"\x7fELF", "cut short"),
        ("arm", &arm(), "another machine"),
    ];
    for (name, bytes, expected) in cases {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).expect("the folder can be written");
        let message = message(&path);
        assert!(message.contains(expected), "{name}: {message}");
    }
    assert!(message(folder.path()).contains("is a directory"));
    assert!(message(Path::new("/dev/zero")).contains("not a regular file"));
    assert!(message(&folder.path().join("missing")).contains("cannot read"));
}

/// The header of an aarch64 object.
fn arm() -> Vec<u8> {
    let mut bytes = vec![0; 64];
    bytes[..7].copy_from_slice(b"\x7fELF\x02\x01\x01");
    bytes[16] = 1;
    bytes[18] = 183;
    bytes
}

#[test]
fn broken_records() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let cases = [
        ("1|a.rs|3|broken::__kelson_no_panic", "4 fields"),
        ("2|a.rs|3|broken::__kelson_no_panic|f", "version `2`"),
        ("1|a.rs|x|broken::__kelson_no_panic|f", "no number"),
        ("1|a.rs|3|broken|f", "does not end in"),
        ("1||3|broken::__kelson_no_panic|f", "names no function"),
    ];
    for (record, expected) in cases {
        let source = format!(
            "#![no_std]\n::core::arch::global_asm!(\".pushsection .kelson.no_panic,\\\"\\\",%progbits\", \
             \".asciz \\\"{record}\\\"\", \".popsection\", options(raw));"
        );
        std::fs::write(folder.path().join("broken.rs"), source).expect("the folder can be written");
        let flags = ["--crate-type=lib", "--emit=obj"];
        let path = compile(folder.path(), "broken.rs", "broken.o", &flags);
        let message = message(&path);
        assert!(message.contains(expected), "{record}: {message}");
    }
}
