//! Logs at the bounds: too many threads, calls too deep, cut in the middle, very many records. Each
//! has its line and its reason, and the rest is read.

use serde_json::Value;

use super::build::{ALL, broken, called, file, judged, log, result, returned};

/// What is odd about a log, by line.
fn problems(judged: &Value) -> Vec<(u64, String)> {
    let problems = judged["problem_lines"].as_array().expect("problems");
    let of = |it: &Value| {
        (it["line"].as_u64().expect("a line"), it["code"].as_str().expect("a code").to_owned())
    };
    problems.iter().map(of).collect()
}

#[test]
fn a_thread_too_many_is_left_out() {
    let mut text = format!("{{\"teardown-log\":1,\"observed\":{{{ALL}}}}}\n");
    for thread in 1..=252 {
        let call = called("store1.GetProps()");
        text.push_str(&call.replacen('{', &format!("{{\"thread\":{thread},"), 1));
        text.push('\n');
    }
    let (judged, code, complaints) = judged(&file("many-threads", text));
    assert_eq!((judged["calls"].as_u64(), code), (Some(250), 0), "{complaints}");
    assert_eq!(problems(&judged), [(252, "bad-record".to_owned()), (253, "bad-record".to_owned())]);
    assert!(complaints.contains("more than 250 threads"), "{complaints}");
}

#[test]
fn a_call_too_deep_is_left_out_and_its_return_too() {
    let deep = 10_002;
    let mut lines = vec!["store1.GetProps()"; deep];
    lines.extend(vec!["-> S_OK"; deep]);
    let (judged, code, complaints) = judged(&file("deep", log(ALL, &lines)));
    assert_eq!((judged["calls"].as_u64(), code), (Some(10_000), 0));
    let wanted =
        [(10_002, "too-deep"), (10_003, "too-deep"), (20_004, "no-call"), (20_005, "no-call")];
    let found = problems(&judged);
    let found: Vec<_> = found.iter().map(|(line, code)| (*line, code.as_str())).collect();
    assert_eq!(found, wanted, "{complaints}");
    assert_eq!(judged["open"], serde_json::json!([]));
}

#[test]
fn a_log_that_is_cut_off_says_where_and_what_is_open() {
    let whole = log(ALL, &["store1.StoreLogoff(LOGOFF_ORDERLY)", "-> S_OK LOGOFF_COMPLETE"]);
    let cut = &whole[..whole.len() - 9];
    let (judged, code, complaints) = judged(&file("cut", cut));
    assert_eq!((broken(&judged), code), (Vec::new(), 0));
    assert_eq!(problems(&judged), [(3, "bad-record".to_owned())]);
    assert!(complaints.contains("the log breaks off here"), "{complaints}");
    assert_eq!(judged["end"], "unknown");
    assert_eq!(judged["open"][0], "store-A.StoreLogoff");
}

#[test]
fn two_objects_at_one_address_and_counts_below_zero_are_read() {
    // A folder and a message at one address, and a count that was counted below zero.
    let at = |interface: &str, method: &str| {
        let head = r#"! {"record":"call","object":"0xA0000","#;
        format!(r#"{head}"interface":"{interface}","method":"{method}"}}"#)
    };
    let lines = [
        at("IMAPIFolder", "OpenEntry"),
        "-> S_OK".to_owned(),
        at("IMessage", "GetProps"),
        "-> S_OK".to_owned(),
        at("IMessage", "Release"),
        "-> 0".to_owned(),
        at("IMessage", "Release"),
        r#"! {"record":"return","count":4294967295}"#.to_owned(),
        at("IMAPIFolder", "Release"),
        "-> 0".to_owned(),
    ];
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let (judged, _, complaints) = judged(&file("one-address", log(ALL, &lines)));
    assert_eq!((complaints.as_str(), judged["calls"].as_u64()), ("", Some(5)));
    assert_ne!(result(&judged, "INV-26"), "held", "{judged}");
}

#[test]
fn very_many_records_are_read_and_counted() {
    let pair = [called("store1.GetProps()"), returned("S_OK")].join("\n") + "\n";
    let mut text = format!("{{\"teardown-log\":1,\"observed\":{{{ALL}}}}}\n");
    text.push_str(&pair.repeat(100_000));
    let (judged, code, complaints) = judged(&file("many", text));
    assert_eq!((judged["records"].as_u64(), code), (Some(200_000), 0), "{complaints}");
    assert_eq!(judged["lawful"].as_u64(), Some(100_000));
    assert_eq!(judged["fit"], Value::Null);
}
