//! Two runs compared.

use serde_json::{Value, json};

use crate::harness::{stderr, stdout, teardown};

#[test]
fn diff_says_where_two_runs_part_and_what_differs_at_the_end() {
    let same = teardown(&["diff", "release", "release:world=busy"]);
    assert_eq!((same.status.code(), stderr(&same)), (Some(0), ""));
    let output = teardown(&[
        "diff",
        "store-logoff:world=plain",
        "store-logoff:world=plain,bug=PB2",
        "--format",
        "json",
    ]);
    assert_eq!((output.status.code(), stderr(&output)), (Some(1), ""));
    let told: Value = serde_json::from_str(stdout(&output)).expect("an object");
    assert_eq!(
        (&told["same"], &told["a"]["verdict"], &told["b"]["verdict"]),
        (&json!(false), &json!("clean"), &json!("violated"))
    );
    let rows = told["final"]["status_table"].as_array().expect("a ledger");
    assert_eq!(rows, &[json!({"item": "R4", "column": "state", "a": "removed", "b": "present"})]);
    let parting = &told["divergence"]["a"]["effect"];
    assert_eq!(parting, "call support-A.Release()");
    assert!(
        told["rows"]
            .as_array()
            .is_some_and(|rows| rows.iter().any(|row| row["effect"] == "row-removed R4"))
    );
}

#[test]
fn diff_of_two_readings_names_the_rows_that_differ() {
    let run = "store-logoff:world=plain,flag=abort,queue=none,transport=XP1=sending:M1";
    let other = format!("{run},reading=C1=refuse-if-active");
    for (lang, word) in [("en", "At the end, transports"), ("pt-BR", "No fim, transports")] {
        let output = teardown(&["diff", run, &other, "--lang", lang]);
        assert_eq!((output.status.code(), stderr(&output)), (Some(1), ""));
        let text = stdout(&output);
        assert!(text.contains("store-A.StoreLogoff\n"), "{text}");
        assert!(text.contains("LOGOFF_COMPLETE|LOGOFF_OUTBOUND_QUEUE"), "{text}");
        assert!(text.contains(word), "{text}");
    }
    assert_eq!(teardown(&["diff", "release", "relase"]).status.code(), Some(66));
    assert_eq!(teardown(&["diff", "release"]).status.code(), Some(2));
}
