//! Peers that break the protocol, are silent or ask too much.

use std::io::{BufRead, BufReader, Write};
use std::os::unix::net::UnixStream;
use std::time::{Duration, Instant};

use super::{HELLO, goes_on, hears, home, knock, log, projector, scene, start, wait_for_log};
use crate::harness::terminal::PATIENCE;

#[test]
fn garbage_is_dropped_and_named_but_never_repeated() {
    let home = home();
    let mut projector = projector(home.path());
    for (sent, answer, word) in [
        (
            &b"GET / HTTP/1.1\r\nHost: \x1b[2Jx\r\n\r\n"[..],
            "garbage",
            "a line that is not part of the protocol",
        ),
        (b"\xff\xfe\x00\n", "garbage", "a line that is not part of the protocol"),
        (b"{\"ask\":\"hello\",\"version\":2,\"role\":\"speaker\"}\n", "version", "another version"),
        (
            b"{\"ask\":\"do\",\"what\":\"forward\"}\n",
            "garbage",
            "a line that is not part of the protocol",
        ),
    ] {
        let mut stream = knock(home.path());
        stream.write_all(sent).expect("is sent");
        let heard = hears(&stream);
        assert!(heard.contains(answer) && heard.contains("refused"), "{heard}");
        wait_for_log(home.path(), word);
    }
    // After a good beginning, too; and who only follows may not drive.
    for line in [
        "{\"ask\":\"do\",\"what\":{\"scene\":-1}}\n",
        "{\"ask\":\"do\",\"what\":\"quit\"}\n",
        "\x1b[31m\n",
    ] {
        let mut stream = knock(home.path());
        stream.write_all(HELLO).expect("is sent");
        stream.write_all(line.as_bytes()).expect("is sent");
        hears(&stream);
    }
    let mut stream = knock(home.path());
    stream
        .write_all(b"{\"ask\":\"hello\",\"version\":1,\"role\":\"follower\"}\n")
        .expect("is sent");
    let mut lines =
        BufReader::new(stream.try_clone().expect("is copied")).lines().map_while(Result::ok);
    let told = lines.find(|line| line.contains("\"tell\":\"now\"")).expect("is told");
    assert!(told.contains("\"speaker\":null"), "{told}");
    stream.write_all(b"{\"ask\":\"do\",\"what\":\"forward\"}\n").expect("is sent");
    assert_eq!(lines.filter(|line| line.contains("\"tell\":\"now\"")).count(), 0, "is dropped");
    assert_eq!(scene(&projector), 1);
    goes_on(&mut projector);
    let log = log(home.path());
    assert!(log.chars().all(|c| c == '\n' || !c.is_control()) && !log.contains("HTTP"), "{log}");
    assert_eq!(log.lines().filter(|line| line.contains("dropped")).count(), 8, "{log}");
}

#[test]
fn a_line_without_end_is_cut_off_early() {
    let home = home();
    let mut projector = projector(home.path());
    let mut stream = knock(home.path());
    stream.write_all(HELLO).expect("is sent");
    let chunk = vec![b'x'; 64 * 1024];
    let mut sent = 0;
    // A gigabyte is what would be sent; the socket holds less than this before it must have been
    // dropped.
    while sent < 1 << 30 {
        match stream.write(&chunk) {
            Ok(count) => sent += count,
            Err(_) => break,
        }
    }
    assert!(sent < 8 << 20, "{sent} bytes were taken");
    wait_for_log(home.path(), "a line that is too long");
    goes_on(&mut projector);
}

#[test]
fn who_is_silent_is_dropped_and_others_are_served_meanwhile() {
    let home = home();
    let mut projector = projector(home.path());
    let idle: Vec<UnixStream> = (0..40).map(|_| knock(home.path())).collect();
    goes_on(&mut projector);
    for stream in &idle {
        hears(stream);
    }
    wait_for_log(home.path(), "it did not say hello in time");
    wait_for_log(home.path(), "too many connections");
    let mut greeted = knock(home.path());
    greeted.write_all(HELLO).expect("is sent");
    let mut notes = start(home.path(), &["notes"]);
    notes.wait_for("The audience sees");
    hears(&greeted);
    wait_for_log(home.path(), "it sent no heartbeat");
    goes_on(&mut projector);
    let scene = scene(&projector);
    notes.wait_for(&format!("{scene} of 9"));
}

#[test]
fn who_never_reads_holds_nobody_up() {
    let home = home();
    let mut projector = projector(home.path());
    let mut notes = start(home.path(), &["notes"]);
    notes.wait_for("The audience sees");
    let mut silent = knock(home.path());
    silent.write_all(HELLO).expect("is sent");
    let begun = Instant::now();
    let mut slowest = Duration::ZERO;
    for round in 0.. {
        // Signs of life, but not one byte is read.
        if round % 20 == 0 && silent.write_all(b"{\"ask\":\"beat\",\"number\":1}\n").is_err() {
            break;
        }
        let scene = if scene(&projector) == 2 { 3 } else { 2 };
        let pressed = Instant::now();
        projector.send(&format!("g{scene}\r"));
        projector.wait_for(&format!("{scene} of 9"));
        slowest = slowest.max(pressed.elapsed());
        assert!(begun.elapsed() < PATIENCE, "is not dropped\n{}", log(home.path()));
    }
    wait_for_log(home.path(), "it does not read");
    // A write that waits would take a second.
    assert!(slowest < Duration::from_millis(900), "{slowest:?}");
    let scene = scene(&projector);
    notes.wait_for(&format!("{scene} of 9"));
}

#[test]
fn who_asks_without_end_is_dropped() {
    let home = home();
    let mut projector = projector(home.path());
    let mut stream = knock(home.path());
    stream.write_all(HELLO).expect("is sent");
    let reader = stream.try_clone().expect("is copied");
    let reading = std::thread::spawn(move || hears(&reader));
    for _ in 0..100_000 {
        if stream.write_all(b"{\"ask\":\"do\",\"what\":\"ledger\"}\n").is_err() {
            break;
        }
    }
    reading.join().expect("is dropped");
    wait_for_log(home.path(), "too many lines");
    goes_on(&mut projector);
}
