// SPDX-License-Identifier: MIT OR Apache-2.0

//! `cargo kelson explain`.

mod support;

use support::run;

#[test]
fn all_rules() {
    let said = run(["explain"]);
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    let ids: Vec<_> = said
        .out
        .lines()
        .filter_map(|line| line.split_once(' '))
        .map(|(id, _)| id)
        .collect();
    assert!(ids.contains(&"KEL-P001"), "{}", said.out);
    assert!(ids.is_sorted(), "{}", said.out);
    for id in ids {
        assert!(id.starts_with("KEL-"), "{id}");
        let said = run(["explain", id]);
        assert_eq!(said.code, 0);
        assert!(
            said.out.starts_with(id) && said.out.lines().count() > 4,
            "{}",
            said.out
        );
    }
}

#[test]
fn by_name_and_in_any_case() {
    let by_id = run(["explain", "kel-p001"]);
    let name = by_id.out.split_whitespace().nth(1).expect("a name");
    assert_eq!(run(["explain", name]).out, by_id.out);
}

#[test]
fn unknown_rule() {
    let said = run(["explain", "KEL-P01"]);
    assert_eq!(said.code, 2);
    assert_eq!(said.out, "");
    assert!(
        said.err.starts_with(
            "error: no rule `KEL-P01`\n  help: a rule with a similar name exists: `KEL-P0"
        ),
        "{}",
        said.err
    );
    // The compiler has errors of its own.
    let said = run(["explain", "k0004"]);
    assert_eq!((said.code, said.out.as_str()), (2, ""));
    assert!(
        said.err.contains("`kelsonc --explain k0004`"),
        "{}",
        said.err
    );
    let said = run(["explain", "E0308"]);
    assert_eq!(said.code, 2);
    assert!(
        said.err.contains("`cargo kelson explain` lists all rules"),
        "{}",
        said.err
    );
}
