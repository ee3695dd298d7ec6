//! The four ledgers at some moment, as lines of text.
//!
//! It must not know how the state was reached.

use crate::sim::event::Ledger;
use crate::sim::ledgers::Ledgers;
use crate::sim::program::message_state_name;
use crate::sim::{Life, Program, State};
use crate::text::Lang;
use crate::words::Words;

/// One ledger as text, with a line for each entry.
pub fn lines(program: &Program, state: &State, ledger: Ledger, lang: Lang) -> Vec<String> {
    let words = Words::of(lang);
    let ledgers = Ledgers::of(program, state);
    let gone = |gone: bool| if gone { "  -" } else { "" };
    match ledger {
        Ledger::StatusTable => ledgers
            .rows()
            .map(|it| {
                let status = it.known_status();
                let status = status.map_or("?".to_owned(), |status| format!("0x{status:08X}"));
                format!("{:<6} {status:<10}  {}{}", it.name, it.display, gone(!it.present))
            })
            .collect(),
        Ledger::ProviderUids => ledgers
            .uids()
            .map(|it| format!("{:<6} {}{}", it.name, it.owner, gone(!it.registered)))
            .collect(),
        Ledger::Objects => ledgers
            .objects()
            .map(|it| {
                let life = if it.life == Life::Live {
                    String::new()
                } else {
                    format!("  {}", words.text(life_word(it.life)))
                };
                format!("{:<16} {:<16} {}{life}", it.name, it.interface, it.count())
            })
            .collect(),
        Ledger::Transports => transport_lines(ledgers, words),
    }
}

fn transport_lines(ledgers: Ledgers<'_>, words: &Words) -> Vec<String> {
    let lines = ledgers.transports().map(|it| {
        let does = words.text(&format!("activity-{}", it.does.name().replace('+', "-")));
        let carried: Vec<&str> = it.sends.into_iter().chain(it.gets).collect();
        format!("{:<6} {does}  {}", it.name, carried.join(" ")).trim_end().to_owned()
    });
    let mail = ledgers.messages().map(|it| {
        let locked =
            if it.locked { format!(", {}", words.text("message-locked")) } else { String::new() };
        format!(
            "{:<6} {}{locked}",
            it.name,
            words.text(&format!("state-{}", message_state_name(it.state)))
        )
    });
    lines.chain(mail).collect()
}

fn life_word(life: Life) -> &'static str {
    match life {
        Life::Live => "life-live",
        Life::Invalid => "life-invalid",
        Life::Freed => "life-freed",
    }
}
