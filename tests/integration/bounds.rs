//! The bounds that `docs/bodies.md` states are those that the program keeps.

use mapi_teardown::explore::machine::LESSON_WORK;
use mapi_teardown::lesson::{bounds, shape};
use mapi_teardown::scenario::{compile, expression, module, options, order, statement, world};
use mapi_teardown::sim::{budget, eval, step, timeline};
use mapi_teardown::yaml;

const PAGE: &str = include_str!("../../docs/bodies.md");

/// A number as the page may write it: `2,000,000` or `2 million`.
fn forms(number: u64) -> Vec<String> {
    let digits = number.to_string();
    let groups = digits.as_bytes().rchunks(3).rev();
    let groups: Vec<_> = groups.map(|group| String::from_utf8_lossy(group)).collect();
    let units = [(1_000_000_000, "billion"), (1_000_000, "million")];
    let round = units.into_iter().filter(|(unit, _)| number.is_multiple_of(*unit));
    let words = round.map(|(unit, name)| format!("{} {name}", number / unit));
    words.chain([groups.join(",")]).collect()
}

/// Whether a text has a number, and not as a part of another one.
fn has(text: &str, number: u64) -> bool {
    let is_part = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit() || c == ',');
    forms(number).iter().any(|form| {
        text.match_indices(form).any(|(at, _)| {
            let after =
                text[at + form.len()..].strip_prefix(',').unwrap_or(&text[at + form.len()..]);
            !is_part(text[..at].chars().next_back()) && !is_part(after.chars().next())
        })
    })
}

/// Rows of the table by their first words, and the numbers that each must state.
fn stated() -> Vec<(&'static str, Vec<u64>)> {
    let n = |number: usize| number as u64;
    let run = budget::Budget::of_steps(0).work;
    vec![
        ("an expression", vec![n(expression::DEEPEST)]),
        ("a statement", vec![n(statement::MOST_WORDS), n(compile::WIDEST)]),
        ("blocks and shared pieces", vec![n(compile::DEEPEST)]),
        ("a body", vec![n(compile::LONGEST), n(compile::MOST_VARIABLES)]),
        ("all bodies of a run", vec![n(compile::MOST_STATEMENTS)]),
        (
            "a file of bodies",
            vec![
                n(module::MOST_BODIES),
                n(module::MOST_INTERFACES),
                n(module::MOST_FIELDS),
                n(yaml::DEEPEST_BLOCKS),
                n(yaml::DEEPEST),
                n(module::WIDEST),
            ],
        ),
        (
            "a world",
            vec![
                n(budget::MOST_OBJECTS),
                n(world::MOST_FIELDS),
                n(budget::MOST_ROWS),
                n(world::MOST_TRANSPORTS),
                n(world::MOST_THREADS),
                n(world::WIDEST),
            ],
        ),
        ("a list", vec![n(budget::MOST_ITEMS)]),
        ("a step, silent", vec![budget::STEP_WORK]),
        ("a run", vec![n(bounds::BOUND), n(timeline::DEFAULT_BOUND), budget::WORK_PER_STEP, run]),
        ("nested calls", vec![n(step::DEEPEST_STACK)]),
        ("statements without a step", vec![n(step::SILENT_BOUND)]),
        ("a wait for the first of", vec![n(compile::blocks::MOST_GUARDS)]),
        ("a choice", vec![u64::from(budget::MOST_WAYS)]),
        ("an order", vec![n(order::LONGEST), n(options::MOST_VALUES)]),
        (
            "a lesson",
            vec![
                n(bounds::MOST_SCENES),
                n(bounds::MOST_WAYS),
                n(bounds::MOST_CHANGES),
                n(bounds::MOST_ALL_CHANGES),
                n(bounds::MOST_CARD_LINES),
                n(bounds::MOST_CITES),
                n(bounds::MOST_LOOKS),
            ],
        ),
        ("errors in a file", vec![n(shape::MOST_PROBLEMS)]),
        ("a search", vec![LESSON_WORK]),
    ]
}

#[test]
fn the_page_states_every_bound_by_its_number() {
    let table = PAGE.split("\n## Bounds\n").nth(1).expect("the section");
    let table = table.split("\n## ").next().expect("its end");
    let rows: Vec<&str> = table.lines().filter(|line| line.starts_with("| ")).collect();
    let stated = stated();
    for (head, numbers) in &stated {
        let row = rows.iter().find(|row| row[2..].starts_with(head));
        let row = row.unwrap_or_else(|| panic!("no row of {head:?}"));
        for number in numbers {
            assert!(has(row, *number), "{head}: {:?} is not in {row}", forms(*number));
        }
    }
    // Besides the heads of the table, no row is left out.
    assert_eq!(rows.len(), stated.len() + 1, "each row of the table has its numbers here");
    assert!(PAGE.contains(&format!("at most {} MiB", yaml::MAX_BYTES >> 20)));
    assert!(PAGE.contains("four of `first` and `list`") && eval::DEEPEST_BINDING == 4);
}
