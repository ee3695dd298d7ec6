//! Lessons that nobody would write: made by dice, each with what may hurt a reader in it.

use std::fmt::Write;

/// Chance from a number, the same for ever.
struct Dice(u64);

impl Dice {
    pub(super) fn next(&mut self) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) ^ (self.0 >> 51)
    }

    fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }

    pub(super) fn of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len() as u64) as usize]
    }

    /// A number of any size up to this one.
    fn upto(&mut self, most: u64) -> usize {
        let bits = 64 - most.leading_zeros();
        let size = 1 << (1 + self.below(u64::from(bits)));
        (1 + self.below(size).min(most - 1)) as usize
    }
}

/// A lesson by its parts.
#[derive(Default)]
pub(super) struct File {
    pub(super) statements: Vec<String>,
    pub(super) pieces: String,
    pub(super) objects: String,
    pub(super) adds: String,
    pub(super) scenes: String,
    pub(super) options: String,
    pub(super) tail: String,
}

pub(super) fn indented(text: &str, by: usize) -> String {
    text.lines().map(|line| format!("{:by$}{line}\n", "")).collect()
}

impl File {
    pub(super) fn text(&self) -> String {
        let mut text =
            "format: 1\ntitle: T\ngoal: G\nminutes: 5\nrun:\n  world: plain\n".to_owned();
        if !self.options.is_empty() {
            let _ = writeln!(text, "  options: {{{}}}", self.options);
        }
        if !self.adds.is_empty() {
            let _ = write!(text, "  adds: |\n{}", indented(&self.adds, 4));
        }
        if !self.statements.is_empty() || !self.pieces.is_empty() {
            let mut body = "module: client\nwho: client\n".to_owned();
            if !self.objects.is_empty() {
                let _ = write!(body, "objects:\n{}", indented(&self.objects, 2));
            }
            if !self.pieces.is_empty() {
                let _ = write!(body, "pieces:\n{}", indented(&self.pieces, 2));
            }
            body.push_str("scripts:\n  store-logoff:\n");
            self.statements.iter().for_each(|statement| body.push_str(&indented(statement, 4)));
            let _ = write!(text, "  bodies: |\n{}", indented(&body, 4));
        }
        text.push_str(
            "scenes:\n  - at: {start: true}\n    say: Look.\n    cite: []\n    predict: \
            {rows: removed}\n",
        );
        text.push_str(&self.scenes);
        text.push_str("close:\n  expect: {verdict: clean}\n");
        text.push_str(&self.tail);
        text
    }
}

/// An expression that is deep, long, or dear.
fn expression(dice: &mut Dice) -> String {
    let n = dice.upto(30_000);
    let list = || "live(\"IMAPIFolder\")".to_owned();
    match dice.below(12) {
        0 => format!("{}1{}", "(".repeat(n), ")".repeat(n)),
        1 => format!("{}store{}", "exists(".repeat(n), ")".repeat(n)),
        2 => format!("{}store", "exists of ".repeat(n)),
        3 => format!(
            "{}1",
            ["1 and ", "1 or ", "not ", "1 | ", "1 & "][dice.below(5) as usize].repeat(n)
        ),
        4 => format!("store{}", ".parent".repeat(n)),
        5 => format!("{}1", "1 if yes else ".repeat(n)),
        6 => format!("{}1{}", "bits(".repeat(n), ")".repeat(n)),
        7 => (0..dice.below(7)).fold(list(), |inner, at| {
            format!("list(a{at} for a{at} in {inner} if first({inner}))")
        }),
        8 => {
            let inner = (0..1 + dice.below(4)).rev().fold("no".to_owned(), |inner, at| {
                format!("first(b{at} for b{at} in {} if {inner})", list())
            });
            format!("list({inner})")
        }
        9 => format!("list({})", (0..n.min(60)).map(|_| list()).collect::<Vec<_>>().join(" | ")),
        10 => "9".repeat(n),
        _ => format!("\"{}\"", "x".repeat(n)),
    }
}

/// What a statement of a loop does, or one that stands alone.
fn act(dice: &mut Dice) -> String {
    match dice.below(16) {
        0 => "store.AddRef()".to_owned(),
        1 => "let n = create \"eager/IMAPIFolder\" named \"x\" under store".to_owned(),
        2 => "let p = create \"eager/IMAPIFolder\" named \"x\" under p".to_owned(),
        3 => "link store into opened".to_owned(),
        4 => "link opened into opened".to_owned(),
        5 => "unlink store from opened".to_owned(),
        6 => "x = x | x".to_owned(),
        7 => "x = x | live(\"IMAPIFolder\")".to_owned(),
        8 => "opened = opened | opened".to_owned(),
        9 => format!("x = {}", expression(dice)),
        10 => format!("opened = {}", expression(dice)),
        11 => format!("wait until {}", expression(dice)),
        12 => "store.refs += 1".to_owned(),
        13 => format!("do piece-{}", dice.below(4)),
        14 => "let r = store.QueryInterface(x)".to_owned(),
        _ => "turn = yes".to_owned(),
    }
}

/// A statement with a block, or without.
fn statement(dice: &mut Dice, depth: usize) -> String {
    if depth == 0 || dice.below(3) == 0 {
        return format!("- {}\n", act(dice));
    }
    let head = match dice.below(8) {
        0..=2 => "for ever".to_owned(),
        3 => "each e in any order of live(\"IMAPIFolder\")".to_owned(),
        4 => format!("each e in {}", expression(dice)),
        5 => "each e in opened | live(\"IMAPIFolder\")".to_owned(),
        6 => format!("quietly if {}", expression(dice)),
        _ => "choose".to_owned(),
    };
    let count = dice.upto(6);
    if head == "choose" {
        let many = dice.upto(300);
        let ways: String = (0..many)
            .map(|at| format!("- way-{at}:\n{}", indented(&statement(dice, 0), 4)))
            .collect();
        return format!("- choose:\n{}", indented(&ways, 4));
    }
    let block: String = (0..count).map(|_| statement(dice, depth - 1)).collect();
    format!("- {head}:\n{}", indented(&block, 4))
}

/// Adds one kind of malice to a file.
fn spoil(file: &mut File, dice: &mut Dice) {
    match dice.below(17) {
        kind @ (0..=5 | 16) => spoil_body(file, dice, kind),
        kind @ 6..=11 => spoil_world(file, dice, kind),
        kind => spoil_lesson(file, dice, kind),
    }
}

/// Bodies that are deep, long, or contain themselves.
fn spoil_body(file: &mut File, dice: &mut Dice, kind: u64) {
    match kind {
        0 | 1 => {
            let depth = dice.upto(5);
            file.statements
                .insert(0, "- let x = live(\"IMsgStore\")\n- let p = store\n".to_owned());
            file.statements.push(statement(dice, depth));
        }
        2 => {
            let (depth, twice) = (dice.upto(40), 1 + dice.below(2));
            let piece = |at: usize| {
                format!(
                    "piece-{at}:\n{}",
                    format!("  - do piece-{}\n", at + 1).repeat(twice as usize)
                )
            };
            let _ = write!(file.pieces, "{}", (0..depth).map(piece).collect::<String>());
            let _ = writeln!(
                file.pieces,
                "piece-{depth}: {}",
                dice.of(&["[]", "[do piece-0]", "[store.AddRef()]"])
            );
            file.statements.push("- do piece-0\n".to_owned());
        }
        3 => {
            let wide = dice.upto(300);
            let deep: String =
                (0..wide).map(|at| format!("{:at4$}- if 1:\n", "", at4 = at * 4)).collect();
            file.statements.push(format!(
                "{deep}{:wide4$}- store.AddRef()\n",
                "",
                wide4 = wide * 4
            ));
        }
        4 => {
            let n = dice.upto(30_000);
            file.statements.push((0..n).map(|at| format!("- let v{at} = {at}\n")).collect());
        }
        5 => {
            let n = dice.upto(30_000);
            file.statements.push("- store.AddRef()\n".repeat(n));
        }
        _ => {
            let n = dice.upto(30_000);
            let of = |at: usize| format!("  f{at}: \"no\"\n");
            let _ = write!(file.objects, "I:\n{}", (0..n).map(of).collect::<String>());
            file.statements.push("- store.AddRef()\n".to_owned());
        }
    }
}

/// Worlds with too much of everything.
fn spoil_world(file: &mut File, dice: &mut Dice, kind: u64) {
    let folder = |count: u64, more: &str| {
        format!(
            "{{object: m, class: eager/IMAPIFolder, parent: store-A, held: {{client-1: 1}}, \
             count: {count}{more}}}"
        )
    };
    match kind {
        6 | 7 => {
            let count = *dice.of(&[1, 30, 900, 3_000, 20_000, 150_000, 200_000, 4_294_967_295]);
            let fields =
                *dice.of(&["", ", fields: {store: store-A}", ", fields: {store: '[m-*]'}"]);
            let times = 1 + dice.below(3) as usize;
            let objects: String =
                (0..times).map(|_| format!("  - {}\n", folder(count, fields))).collect();
            let _ = write!(file.adds, "objects:\n{objects}");
        }
        8 => {
            let count = dice.upto(300_000);
            let _ = write!(
                file.adds,
                "messages:\n  - {{message: M, transport: XP1, store: entry-A, activity: queued, \
                 count: {count}}}\n"
            );
        }
        9 => {
            let n = dice.upto(30_000);
            let value = match dice.below(3) {
                0 => format!("{}{}", "[".repeat(n), "]".repeat(n)),
                1 => format!("[{}]", vec!["m-*"; n.min(3_000)].join(",")),
                _ => "x".repeat(n),
            };
            let times = dice.upto(20);
            let _ = write!(
                file.adds,
                "set:\n{}",
                format!("  - 'client-1.opened = {value}'\n").repeat(times)
            );
        }
        10 => {
            let n = dice.upto(400);
            let of = |at: usize| {
                format!("  - {{object: T{at}, class: mapi/XP, parent: session, transport: true}}\n")
            };
            let _ = write!(file.adds, "objects:\n{}", (0..n).map(of).collect::<String>());
        }
        _ => {
            let held = *dice.of(&["-5", "32767", "-32768", "99999"]);
            let _ = write!(
                file.adds,
                "objects:\n  - {{object: m, class: eager/IMAPIFolder, held: {{client-1: \
                 {held}}}}}\n"
            );
        }
    }
}

/// Lessons with too many scenes, ways and options.
fn spoil_lesson(file: &mut File, dice: &mut Dice, kind: u64) {
    match kind {
        12 => {
            let n = dice.upto(9_000);
            let anchor = *dice.of(&[
                "{call: AddRef, pick: each}",
                "{end: true}",
                "{call: Release, pick: last}",
            ]);
            let question = *dice.of(&[
                "",
                "    predict: {rows: stay, until: {call: Release}}\n",
                "    predict: {objects: freed}\n",
            ]);
            file.scenes.push_str(
                &format!("  - at: {anchor}\n    say: S\n    cite: []\n{question}").repeat(n),
            );
        }
        13 => {
            let n = dice.upto(20_000);
            let ways: String =
                (0..n).map(|at| format!("        - {{name: w{at}, say: S}}\n")).collect();
            let _ = write!(
                file.scenes,
                "  - at: {{start: true}}\n    choose:\n      ask: Q\n      ways:\n{ways}"
            );
        }
        14 => {
            let n = dice.upto(60_000);
            let key = *dice.of(&["k", "transport", "queue"]);
            file.options = match key {
                "queue" => format!(
                    "queue: '{}'",
                    (0..n).map(|at| format!("M{at}:XP1")).collect::<Vec<_>>().join(",")
                ),
                "transport" => {
                    format!(
                        "transport: [{}]",
                        (0..n)
                            .map(|at| format!("'XP1=deferred:M{at}'"))
                            .collect::<Vec<_>>()
                            .join(", ")
                    )
                }
                _ => (0..n).map(|at| format!("k{at}: 1")).collect::<Vec<_>>().join(", "),
            };
        }
        _ => {
            let n = dice.upto(80_000);
            file.tail.push_str(&(0..n).map(|at| format!("k{at}: 1\n")).collect::<String>());
        }
    }
}

/// A file by its number: one kind of malice, or several at once, cut where the program stops
/// reading anyway.
pub(super) fn file(number: u64) -> String {
    let mut dice = Dice(number.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    for _ in 0..10 {
        dice.next();
    }
    let mut file = File::default();
    for _ in 0..1 + number % 3 {
        spoil(&mut file, &mut dice);
    }
    let mut text = file.text();
    text.truncate(
        (0..=1_048_576)
            .rev()
            .find(|at| text.is_char_boundary((*at).min(text.len())))
            .unwrap_or(0)
            .min(text.len()),
    );
    text
}
