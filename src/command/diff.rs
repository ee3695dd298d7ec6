//! `teardown diff A B`: two runs aligned by effect, as text or as one JSON object.
//!
//! Ends with 0 where nothing differs, with 1 where anything does. It must not know how runs are
//! aligned.

use std::ffi::OsStr;
use std::io::{self, Write};

use serde_json::{Value, json};

use super::{CommandResult, Ended, print};
use crate::cli::{DiffArgs, ListFormat};
use crate::compare::{AlignedRow, Comparison, Difference, effect_text};
use crate::narrate::narrate;
use crate::run;
use crate::sim::Timeline;
use crate::sim::event::LEDGERS;
use crate::sim::timeline::Verdict;
use crate::text::Lang;
use crate::words::Words;

/// A run with the word that asks for it.
struct Side {
    word: String,
    timeline: Timeline,
}

pub(super) fn diff(args: &DiffArgs, lang: Lang) -> CommandResult {
    let mut sides = [side(&args.a)?, side(&args.b)?];
    sides.iter().for_each(|side| super::replay::astray(&side.timeline, lang));
    let comparison = Comparison::of(&sides[0].timeline, &sides[1].timeline);
    print(|out| match args.format {
        ListFormat::Json => {
            serde_json::to_writer_pretty(&mut *out, &as_json(&sides, &comparison))
                .map_err(io::Error::from)?;
            writeln!(out)
        }
        ListFormat::Text => text(&mut sides, &comparison, lang, out),
    })?;
    Ok(if comparison.is_same() { Ended::Well } else { Ended::Otherwise })
}

fn side(word: &OsStr) -> Result<Side, run::RunError> {
    let run = run::find(Some(word), &[])?;
    Ok(Side { word: run.word(), timeline: run.timeline() })
}

fn as_json(sides: &[Side; 2], comparison: &Comparison) -> Value {
    let of_side = |side: &Side| {
        let broken = side.timeline.broken_rules(side.timeline.len());
        json!({
            "run": side.word,
            "steps": side.timeline.len(),
            "verdict": side.timeline.verdict().name(),
            "violations": broken,
            "cannot_tell": side.timeline.recording().map(|it| it.unsure.keys().collect::<Vec<_>>())
        })
    };
    let effect =
        |side: &Side, step: usize| json!({"step": step, "effect": effect(&side.timeline, step)});
    let rows = comparison.rows().iter().filter_map(|row| match row {
        AlignedRow::Both(..) => None,
        AlignedRow::OnlyA(step) => Some(
            json!({"only": "a", "step": step, "effect": self::effect(&sides[0].timeline, *step)}),
        ),
        AlignedRow::OnlyB(step) => Some(
            json!({"only": "b", "step": step, "effect": self::effect(&sides[1].timeline, *step)}),
        ),
    });
    let ledgers = LEDGERS.map(|ledger| {
        let of_ledger = comparison.last().iter().filter(|it| it.kind.ledger() == ledger);
        let columns = of_ledger
            .flat_map(|it| it.columns().into_iter().map(|(column, a, b)| (&it.item, column, a, b)));
        let items = columns
            .map(|(item, column, a, b)| json!({"item": item, "column": column, "a": a, "b": b}));
        (ledger.name().to_owned(), Value::Array(items.collect()))
    });
    let words = comparison
        .words()
        .iter()
        .map(|words| json!({"call": words.call, "a": words.a, "b": words.b}));
    json!({
        "same": comparison.is_same(),
        "compared": comparison.compared(),
        "a": of_side(&sides[0]),
        "b": of_side(&sides[1]),
        "common": comparison.counts()[0],
        "divergence": comparison.divergence().map(|parting| json!({
            "a": parting.a.map(|step| effect(&sides[0], step)),
            "b": parting.b.map(|step| effect(&sides[1], step)),
        })),
        "rows": rows.collect::<Vec<_>>(),
        "final": Value::Object(ledgers.into_iter().collect()),
        "words": words.collect::<Vec<_>>(),
    })
}

fn effect(timeline: &Timeline, step: usize) -> Option<String> {
    effect_text(timeline.machine().program(), timeline.final_state(), timeline.event(step)?)
}

fn text(
    sides: &mut [Side; 2],
    comparison: &Comparison,
    lang: Lang,
    out: &mut dyn Write,
) -> io::Result<()> {
    let words = Words::of(lang);
    for (name, side) in ["A", "B"].into_iter().zip(&*sides) {
        let verdict = match (side.timeline.recording(), side.timeline.verdict()) {
            (Some(_), Verdict::Clean) => words.text("log-diff-clean"),
            (_, verdict) => words.text(&format!("diff-verdict-{}", verdict.name())),
        };
        let steps = words.with("diff-steps", &[("steps", side.timeline.len().into())]);
        writeln!(out, "{name}  {}  ({steps}, {verdict})", side.word)?;
    }
    writeln!(out)?;
    let is_log = sides.iter().any(|side| side.timeline.recording().is_some());
    if comparison.is_blind() {
        return writeln!(out, "{}", words.text("log-diff-blind"));
    }
    if comparison.is_same() {
        let id = if is_log { "log-diff-same" } else { "diff-same" };
        writeln!(out, "{}", words.text(id))?;
        return compared(comparison, words, out);
    }
    let [common, of_a, of_b] = comparison.counts();
    let counts = [("common", common.into()), ("a", of_a.into()), ("b", of_b.into())];
    writeln!(out, "{}", words.with("diff-counts", &counts))?;
    if let Some(parting) = comparison.divergence() {
        writeln!(out, "\n{}", words.text("diff-divergence"))?;
        for (at, (name, step)) in [("A", parting.a), ("B", parting.b)].into_iter().enumerate() {
            let told = step.map(|step| sentence(&mut sides[at].timeline, step, lang));
            let over = match sides[at].timeline.recording() {
                Some(_) => "log-diff-over",
                None => "diff-nothing-more",
            };
            writeln!(out, "  {name}  {}", told.unwrap_or_else(|| words.text(over)))?;
        }
        writeln!(out, "\n{}", words.text("diff-effects"))?;
        effects(sides, comparison, lang, out)?;
    }
    ends(comparison, words, out)?;
    if is_log {
        writeln!(out, "\n{}", words.text("log-diff-end"))?;
        compared(comparison, words, out)?;
    }
    Ok(())
}

/// The effects that only one run has, in order; what is common in between is counted.
fn effects(
    sides: &mut [Side; 2],
    comparison: &Comparison,
    lang: Lang,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut common = 0;
    let close = |common: &mut usize, out: &mut dyn Write| match std::mem::take(common) {
        0 => Ok(()),
        count => writeln!(
            out,
            "     {}",
            Words::of(lang).with("diff-common", &[("count", count.into())])
        ),
    };
    for row in comparison.rows() {
        let (mark, at, step) = match row {
            AlignedRow::Both(..) => {
                common += 1;
                continue;
            }
            AlignedRow::OnlyA(step) => ("-", 0, *step),
            AlignedRow::OnlyB(step) => ("+", 1, *step),
        };
        close(&mut common, out)?;
        writeln!(out, "  {mark}  {}", sentence(&mut sides[at].timeline, step, lang))?;
    }
    close(&mut common, out)
}

/// Of which interfaces calls were compared, where that is not all.
fn compared(comparison: &Comparison, words: &Words, out: &mut dyn Write) -> io::Result<()> {
    let Some(interfaces) = comparison.compared() else { return Ok(()) };
    let arguments = [("interfaces", interfaces.join(", ").into())];
    writeln!(out, "{}", words.with("log-diff-compared", &arguments))
}

/// A step with its number and its sentence.
fn sentence(timeline: &mut Timeline, step: usize, lang: Lang) -> String {
    timeline.seek(step);
    let told = timeline
        .last_event()
        .map(|event| narrate(timeline.machine().program(), timeline.state(), event, lang));
    format!("{step:>5}  {}", told.unwrap_or_default())
}

/// What differs when both runs are over.
fn ends(comparison: &Comparison, words: &Words, out: &mut dyn Write) -> io::Result<()> {
    let nothing = || words.text("diff-absent");
    for ledger in LEDGERS {
        let of_ledger: Vec<&Difference> =
            comparison.last().iter().filter(|it| it.kind.ledger() == ledger).collect();
        if of_ledger.is_empty() {
            continue;
        }
        writeln!(out, "\n{}", words.with("diff-last", &[("ledger", ledger.name().into())]))?;
        for it in of_ledger {
            for (column, a, b) in it.columns() {
                let (a, b) = (a.unwrap_or_else(nothing), b.unwrap_or_else(nothing));
                writeln!(out, "  {:<14} {column:<9} A {a:<14} B {b}", it.item)?;
            }
        }
    }
    if !comparison.words().is_empty() {
        writeln!(out, "\n{}", words.text("diff-words"))?;
    }
    for it in comparison.words() {
        let joined = |given: &[String]| if given.is_empty() { nothing() } else { given.join(", ") };
        writeln!(out, "  {}\n    A {}\n    B {}", it.call, joined(&it.a), joined(&it.b))?;
    }
    for (name, rules) in ["A", "B"].into_iter().zip(comparison.broken()) {
        if !rules.is_empty() {
            writeln!(
                out,
                "\n{}",
                words.with(
                    "diff-broken",
                    &[("run", name.into()), ("rules", rules.join(", ").into())]
                )
            )?;
        }
    }
    Ok(())
}
