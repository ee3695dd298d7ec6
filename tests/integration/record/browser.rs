//! The page in a browser, used as a reader uses it. Needs Chromium (`TEARDOWN_CHROMIUM`, or one on
//! the path); without it the test says that it was skipped, or fails where it is `required`.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use super::page::data_of;
use super::record;

/// What is put into a page to use it.
const USE: &str = include_str!("browser.js");

/// The browser, if there is one here.
fn browser() -> Option<PathBuf> {
    let named = std::env::var_os("TEARDOWN_CHROMIUM").filter(|name| name != "required");
    let names = ["chromium", "chromium-browser", "google-chrome", "chrome"];
    let path = std::env::var_os("PATH").unwrap_or_default();
    let on_path = std::env::split_paths(&path)
        .flat_map(|folder| names.map(|name| folder.join(name)))
        .find(|file| file.is_file());
    named.map(PathBuf::from).or(on_path)
}

/// What a browser shows of a file at an address, after the page was used.
fn dump(browser: &Path, page: &str, hash: &str) -> Value {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("page.html");
    let used = page.replace("</body>", &format!("<script nonce=\"page\">{USE}</script></body>"));
    std::fs::write(&file, used).expect("is written");
    let output = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=20000"])
        .arg(format!("--user-data-dir={}", folder.path().join("profile").display()))
        .args(["--window-size=1280,900", "--dump-dom"])
        .arg(format!("file://{}{hash}", file.display()))
        .output()
        .expect("the browser runs");
    let dom = String::from_utf8_lossy(&output.stdout);
    let result = dom.split_once("<pre id=\"result\">").and_then(|(_, it)| it.split_once("</pre>"));
    let (result, _) =
        result.unwrap_or_else(|| panic!("no result: {}", String::from_utf8_lossy(&output.stderr)));
    let text = result.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    serde_json::from_str(&text).expect("JSON")
}

#[test]
fn a_reader_steps_answers_and_links() {
    let Some(browser) = browser() else {
        let required = std::env::var_os("TEARDOWN_CHROMIUM").is_some_and(|it| it == "required");
        assert!(!required, "no Chromium here");
        println!("skipped: no Chromium here (TEARDOWN_CHROMIUM names one)");
        return;
    };
    let page = record("a.html", &["02"]);
    let (data, _) = &data_of(&page);
    let frames = data["frames"].as_array().expect("frames");
    let texts = |list: &Value| -> Vec<Value> {
        let place = |at: &Value| at.as_u64().expect("a number") as usize;
        list.as_array().expect("a list").iter().map(|at| data["texts"][place(at)].clone()).collect()
    };
    let last = frames.len() - 1;
    let place = |step: u64| frames.iter().position(|it| it["step"].as_u64() >= Some(step));
    let seen = dump(&browser, &page, "#step=7");
    assert_eq!(seen["error"], Value::Null, "{seen}");
    assert_eq!(seen["start"]["at"], json!(place(7)), "{seen}");
    for (key, moved) in seen["keys"].as_object().expect("keys") {
        assert_eq!(moved, &json!([1, 0]), "{key:?}");
    }
    assert_eq!(seen["keys"].as_object().map(serde_json::Map::len), Some(4));
    let end = format!("#step={}", frames[last]["step"]);
    assert_eq!((&seen["end"]["at"], &seen["end"]["visible"]), (&json!(last), &json!(true)));
    assert!(seen["end"]["hash"].as_str().is_some_and(|hash| hash.starts_with(&end)), "{seen}");
    assert_eq!((&seen["home"]["at"], &seen["home"]["visible"]), (&json!(0), &json!(false)));
    assert_eq!((&seen["blank"], &seen["back"]), (&json!("blank"), &json!(["", 0])));
    assert_eq!(seen["linked"]["at"], json!(place(12)));
    assert_eq!(seen["clicked"]["current"], "step");
    assert_eq!(seen["clicked"]["at"], json!(place(frames[last]["step"].as_u64().unwrap_or(0))));
    let marks = seen["marks"].as_array().expect("marks");
    let questions = data["questions"].as_array().expect("questions");
    assert_eq!(marks.iter().filter(|it| **it == "?").count(), questions.len());
    assert!(marks.iter().filter(|it| **it == "I").count() > 20, "a stroke for each beat");
    let asked = seen["asked"].as_u64().expect("a number") as usize;
    answered(&seen, &questions[asked], &questions[asked + 1], &texts);
    assert_eq!(seen["playing"], json!([0, "true"]), "from the end it plays from the start");
    assert_eq!(seen["resources"], json!([]), "it asks for nothing");
    assert_eq!(seen["refused"], json!(["data"]), "and what would is refused");
}

fn answered(seen: &Value, first: &Value, second: &Value, texts: &dyn Fn(&Value) -> Vec<Value>) {
    let options = first["options"].as_array().map_or(0, Vec::len);
    assert_eq!((&seen["form"], &seen["options"]), (&json!(true), &json!(options)));
    assert!(seen["nothing"][0].as_str().is_some_and(|it| it.contains("Nothing is selected")));
    let wrong = &seen["wrong"]["said"];
    assert!(wrong[0].as_str().is_some_and(|it| it.contains("Wrong")), "{wrong}");
    assert_eq!(seen["wrong"]["at"], 0, "a wrong answer leads nowhere");
    assert_eq!(seen["hint"], json!([first["hints"][0]]));
    let done = texts(&first["done"]);
    let scene = seen["right"]["scene"].as_str().expect("a text");
    for line in done {
        assert!(scene.contains(line.as_str().expect("a text")), "{scene}");
    }
    assert_eq!((&seen["right"]["at"], &seen["right"]["focus"]), (&json!(1), &json!("next")));
    let again = seen["again"].as_array().expect("boxes");
    let right = first["right"].as_str().map_or(0, |key| key.split(',').count());
    assert_eq!(again.iter().filter(|it| **it == true).count(), right, "they stay as picked");
    assert_eq!(
        (&seen["revealed"]["scene"], &seen["revealed"]["at"]),
        (&second["reveal"], &json!(1))
    );
    let score = seen["score"].as_str().expect("a text");
    assert!(score.contains(": 0 of "), "a hint was taken: {score}");
}
