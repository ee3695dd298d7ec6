//! What a stranger installs: the archive of a release has all that it should, the Debian package
//! installs, and the manifests name what is there.
//!
//! Where `dpkg` is missing the tests of the package say so; with `TEARDOWN_DEB=required` that is a
//! failure.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::harness::{BINARY, stdout, teardown};

/// The triple that the archive of these tests is named after.
const TARGET: &str = "x86_64-unknown-linux-gnu";

fn sh<S: AsRef<OsStr>>(script: &str, arguments: &[S], notices: &Path) -> String {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("packaging").join(script);
    let mut command = Command::new(script);
    command.args(arguments).env("THIRD_PARTY", notices).env("COMPRESSION", "none");
    let output = command.output().expect("bash runs");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}");
    said
}

/// An archive and what is in it, in a new folder.
fn archive(folder: &Path) -> PathBuf {
    let notices = folder.join("notices.md");
    fs::write(&notices, "# Third-party notices\n").expect("written");
    sh("archive.sh", &[BINARY, TARGET, folder.to_str().expect("UTF-8")], &notices);
    folder.join(format!("teardown-{}-{TARGET}", env!("CARGO_PKG_VERSION")))
}

/// The commands that the help lists.
fn commands() -> Vec<String> {
    let help = teardown(&["--help", "--lang", "en"]);
    let lines = stdout(&help).lines().skip_while(|line| *line != "Commands:").skip(1);
    lines
        .take_while(|line| !line.is_empty())
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next().map(str::to_owned))
        .collect()
}

#[test]
fn an_archive_has_the_program_its_manual_and_every_licence_and_installs() {
    let folder = tempfile::tempdir().expect("a folder");
    let unpacked = archive(folder.path());
    let listed = Command::new("tar")
        .arg("-tzf")
        .arg(unpacked.with_added_extension("tar.gz"))
        .output()
        .expect("tar runs");
    let listed: Vec<&str> =
        stdout(&listed).lines().filter_map(|line| line.split_once('/')).map(|it| it.1).collect();
    let pages = commands().into_iter().map(|command| format!("man/teardown-{command}.1"));
    let others = [
        "teardown",
        "README.md",
        "CHANGELOG.md",
        "LICENSE-APACHE",
        "LICENSE-MIT",
        "THIRD-PARTY.md",
        "man/teardown.1",
        "completions/teardown.bash",
        "completions/_teardown",
        "completions/teardown.fish",
        "completions/teardown.ps1",
        "completions/teardown.elv",
    ];
    assert!(commands().len() > 20, "{:?}", commands());
    for file in pages.chain(others.map(str::to_owned)) {
        assert!(listed.contains(&file.as_str()), "{file} is missing: {listed:#?}");
        assert!(fs::metadata(unpacked.join(&file)).expect("there").len() > 20, "{file} is empty");
    }
    let notices = fs::read_to_string(unpacked.join("THIRD-PARTY.md")).expect("there");
    assert!(notices.starts_with("# Third-party notices\n") && notices.contains("Bitstream Vera"));
    if Command::new("dpkg-deb").arg("--version").output().is_ok() {
        a_debian_package_installs(folder.path(), &unpacked);
    } else {
        let required = std::env::var("TEARDOWN_DEB").is_ok_and(|value| value == "required");
        assert!(!required, "no dpkg-deb, and TEARDOWN_DEB=required");
        eprintln!("the Debian package was not tested: no dpkg-deb");
    }
}

fn a_debian_package_installs(folder: &Path, unpacked: &Path) {
    let at = |name: &str| folder.join(name);
    let out = folder.to_str().expect("UTF-8");
    sh("deb.sh", &[unpacked.to_str().expect("UTF-8"), "amd64", out], &at("notices.md"));
    let package = at(&format!("teardown_{}_amd64.deb", env!("CARGO_PKG_VERSION")));
    let root = at("root");
    fs::create_dir_all(root.join("var/lib/dpkg/info")).expect("made");
    fs::create_dir_all(root.join("var/lib/dpkg/updates")).expect("made");
    fs::write(root.join("var/lib/dpkg/status"), "").expect("written");
    let installed = Command::new("dpkg")
        .arg(format!("--root={}", root.display()))
        .args(["--force-depends", "--force-not-root", "--force-bad-path", "--install"])
        .arg(&package)
        .env("PATH", format!("{}:/usr/sbin:/sbin", std::env::var("PATH").unwrap_or_default()))
        .output()
        .expect("dpkg runs");
    assert!(installed.status.success(), "{}", String::from_utf8_lossy(&installed.stderr));
    let run = Command::new(root.join("usr/bin/teardown"))
        .args(["replay", "release:world=plain", "--lang", "en"])
        .output()
        .expect("the installed program runs");
    assert!(stdout(&run).contains("Verdict: clean"));
    let page = Command::new("gzip")
        .arg("-dc")
        .arg(root.join("usr/share/man/man1/teardown-replay.1.gz"))
        .output()
        .expect("gzip runs");
    assert_eq!(stdout(&page), stdout(&teardown(&["man", "replay", "--lang", "en"])));
    let copyright = root.join("usr/share/doc/teardown/copyright");
    assert!(fs::read_to_string(copyright).expect("there").contains("Apache-2.0"));
}

#[test]
fn manifests_name_the_archives_with_their_checksums() {
    let folder = tempfile::tempdir().expect("a folder");
    let version = env!("CARGO_PKG_VERSION");
    let archives = [
        ("x86_64-pc-windows-msvc", "zip"),
        ("x86_64-apple-darwin", "tar.gz"),
        ("aarch64-apple-darwin", "tar.gz"),
        ("x86_64-unknown-linux-musl", "tar.gz"),
    ];
    for (target, end) in archives {
        let name = format!("teardown-{version}-{target}.{end}");
        fs::write(folder.path().join(name), target).expect("written");
    }
    let out = folder.path().to_str().expect("UTF-8");
    sh("manifests.sh", &[out], folder.path());
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).expect("written");
    let scoop: serde_json::Value = serde_json::from_str(&read("teardown.json")).expect("JSON");
    let url = scoop["architecture"]["64bit"]["url"].as_str().expect("an address");
    assert!(url.starts_with(env!("CARGO_PKG_REPOSITORY")), "{url}");
    assert!(url.ends_with(&format!("/v{version}/teardown-{version}-x86_64-pc-windows-msvc.zip")));
    let winget = read("teardown.installer.yaml");
    let hash = scoop["architecture"]["64bit"]["hash"].as_str().expect("a checksum");
    assert!(hash.len() == 64 && winget.contains(hash), "{hash}: {winget}");
    assert_eq!(read("teardown.rb").matches("sha256 \"").count(), 3);
    // An archive that is missing is no reason to write a manifest without its checksum.
    fs::remove_file(folder.path().join(format!("teardown-{version}-aarch64-apple-darwin.tar.gz")))
        .expect("removed");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("packaging/manifests.sh");
    let refused = Command::new(script).arg(out).output().expect("bash runs");
    assert_eq!(refused.status.code(), Some(65));
}

#[test]
fn the_notes_of_a_release_are_what_the_change_log_says_of_it() {
    let notes = |version: &str| {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("packaging/notes.sh");
        Command::new(script).arg(version).output().expect("bash runs")
    };
    let log = include_str!("../../CHANGELOG.md");
    let version = env!("CARGO_PKG_VERSION");
    let of_it = log.split_once(&format!("\n## [{version}]")).expect("the version is there").1;
    let of_it = of_it.split("\n## ").next().unwrap_or(of_it);
    let (_, wanted) = of_it.split_once('\n').expect("a heading and what it says");
    assert_eq!(stdout(&notes(version)).trim(), wanted.trim());
    assert_eq!(notes("0.0.0").status.code(), Some(65));
}

#[test]
fn the_address_of_the_repository_is_written_in_one_place() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let listed = Command::new("git").args(["ls-files", "-z"]).current_dir(root).output();
    let Ok(listed) = listed else { panic!("git runs where the tests do") };
    let address = env!("CARGO_PKG_REPOSITORY").trim_start_matches("https://");
    let named = stdout(&listed)
        .split('\0')
        .filter(|file| !file.is_empty() && *file != "Cargo.toml")
        .filter(|file| fs::read_to_string(root.join(file)).is_ok_and(|it| it.contains(address)));
    assert_eq!(named.collect::<Vec<_>>(), Vec::<&str>::new());
}
