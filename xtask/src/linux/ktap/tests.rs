// SPDX-License-Identifier: MIT OR Apache-2.0

//! Reports as KUnit makes them, and damaged ones.

use super::*;

fn parse(text: &str) -> Report {
    let mut parser = Parser::default();
    for line in text.lines() {
        parser.read(line);
    }
    parser.finish()
}

/// What one module prints: a suite of four tests, one of which is over several values.
const WHOLE: &str = "\
KTAP version 1
1..1
    KTAP version 1
    # Subtest: layout
    # module: kelson_kunit
    1..4
    ok 1 size
kelson_kunit: a line of the test's own
        KTAP version 1
        # Subtest: each
        ok 1 one
        ok 2 two
        1..2
    # each: pass:2 fail:0 skip:0 total:2
    ok 2 each
    ok 3 later # SKIP no such device
    not ok 4 open # TODO not there yet
# layout: pass:2 fail:0 skip:1 total:3
# Totals: pass:3 fail:0 skip:1 total:4
ok 7 layout
";

#[test]
fn whole_report() {
    let report = parse(WHOLE);
    assert_eq!(report.problems, [""; 0]);
    let [suite] = &report.suites[..] else {
        panic!("{report:?}");
    };
    assert_eq!(suite.name, "layout");
    assert!(suite.is_success(), "{:?}", suite.failures());
    assert_eq!(
        suite.count(),
        Count {
            passed: 3,
            failed: 0,
            skipped: 2
        }
    );
    assert_eq!(
        suite.tests[2].outcome,
        Outcome::Skipped("no such device".to_owned())
    );
    assert_eq!(suite.failures(), [""; 0]);
}

#[test]
fn modules_follow_each_other() {
    let second = WHOLE.replace("layout", "sync").replace("ok 7", "ok 8");
    let report = parse(&format!("KTAP version 1\n1..0\nnoise\n{WHOLE}{second}"));
    assert_eq!(report.problems, [""; 0]);
    let names: Vec<&str> = report.suites.iter().map(|suite| &*suite.name).collect();
    assert_eq!(names, ["layout", "sync"]);
}

#[test]
fn failures_are_named_with_their_way() {
    let text = WHOLE
        .replace("        ok 2 two", "        not ok 2 two")
        .replace("    ok 2 each", "    not ok 2 each")
        .replace("ok 7 layout", "not ok 7 layout");
    let report = parse(&text);
    assert!(!report.suites[0].is_success());
    assert_eq!(report.suites[0].failures(), ["layout: each: two: failed"]);
    assert_eq!(report.suites[0].count().failed, 1);
}

#[test]
fn place_of_a_failure_is_named() {
    let text = WHOLE.replace(
        "    ok 1 size",
        "    # size: EXPECTATION FAILED at size.c:12\n    Expected 1 == 2\n    not ok 1 size",
    );
    let report = parse(&text.replace("ok 7", "not ok 7"));
    assert_eq!(
        report.suites[0].failures(),
        ["layout: size: EXPECTATION FAILED at size.c:12"]
    );
}

/// The first failure of the only suite of a damaged report.
fn first_failure(text: &str) -> String {
    let report = parse(text);
    assert_eq!(report.suites.len(), 1, "{report:?}");
    assert!(!report.suites[0].is_success(), "{report:?}");
    report.suites[0].failures().remove(0)
}

#[test]
fn ok_above_a_failure_is_a_problem() {
    let text = WHOLE.replace("    ok 1 size", "    not ok 1 size");
    assert_eq!(
        first_failure(&text),
        "layout: it says `ok` above a test that failed"
    );
}

#[test]
fn lost_result_breaks_plan_and_numbers() {
    let text = WHOLE.replace("    ok 1 size\n", "");
    assert_eq!(
        first_failure(&text),
        "layout: the result of `each` has number 2 and not 1"
    );
    let text = WHOLE.replace("    not ok 4 open # TODO not there yet\n", "");
    assert_eq!(
        first_failure(&text),
        "layout: 4 tests were planned and 3 have a result"
    );
    let text = WHOLE.replace("    1..4\n", "");
    assert_eq!(first_failure(&text), "layout: there is no plan");
}

#[test]
fn cut_off_lines_are_problems() {
    for cut in [
        "    ok",
        "    not ok",
        "    ok size",
        "    ok 1",
        "    ok 1 -",
    ] {
        let text = WHOLE.replace("    ok 1 size", cut.trim_end_matches('-'));
        assert!(!parse(&text).suites[0].is_success(), "{cut}");
    }
    assert!(!parse(&WHOLE.replace("1..4", "1..four")).suites[0].is_success());
}

#[test]
fn end_in_the_middle_leaves_a_failed_suite() {
    let (text, _) = WHOLE.split_once("    ok 3").unwrap();
    let report = parse(text);
    assert_eq!(report.suites[0].name, "layout");
    let failures = report.suites[0].failures();
    assert!(
        failures.contains(&"layout: it began and has no result".to_owned()),
        "{failures:?}"
    );

    let (text, _) = WHOLE.split_once("        ok 2 two").unwrap();
    let failures = parse(text).suites[0].failures();
    assert!(
        failures.contains(&"layout: each: it began and has no result".to_owned()),
        "{failures:?}"
    );
}

#[test]
fn plan_of_suites_holds() {
    let report = parse(&WHOLE.replacen("1..1", "1..2", 1));
    assert_eq!(
        report.problems,
        ["2 suites were planned and 1 have a result"]
    );
}

#[test]
fn suite_under_another_name_is_a_problem() {
    let text = WHOLE.replace("ok 7 layout", "ok 7 other");
    assert_eq!(first_failure(&text), "other: it began as `layout`");
}

#[test]
fn directives() {
    for (line, expected) in [
        ("ok 1 a", Outcome::Passed),
        ("ok 1 - a", Outcome::Passed),
        ("ok 1 a # new words", Outcome::Passed),
        ("not ok 1 a # SKIP x", Outcome::Skipped("x".to_owned())),
        ("not ok 1 a # XFAIL x", Outcome::Expected("x".to_owned())),
        ("not ok 1 a # TIMEOUT", Outcome::Failed),
        ("ok 1 a # ERROR x", Outcome::Failed),
        ("not ok 1 a", Outcome::Failed),
    ] {
        let report = parse(line);
        assert_eq!(report.suites[0].outcome, expected, "{line}");
        assert_eq!(report.suites[0].name, "a", "{line}");
    }
}

#[test]
fn other_lines_are_none_of_ours() {
    for line in [
        "okay then",
        "notok 1 a",
        "# a: pass:1",
        "",
        "1.5 s",
        "not okay 1 a",
    ] {
        assert!(!Parser::default().read(line), "{line}");
        assert_eq!(parse(line), Report::default(), "{line}");
    }
}
