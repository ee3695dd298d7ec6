//! `teardown record-script`: the stage, and what is done on it as a script that does it again.

use super::save::{save, try_to_save};
use super::script::start_of;
use super::stage::no_terminal;
use super::{CommandResult, Ended, Failure, report};
use crate::cli::RecordScriptArgs;
use crate::diagnostic::Diagnostic;
use crate::headless::film::entries;
use crate::headless::script::{parse, player, write};
use crate::run;
use crate::text::Lang;
use crate::tui::tape::Tape;
use crate::tui::theme::Palette;
use crate::tui::{Exit, Settings, is_on_terminal, model, run_taped};
use crate::words::Words;

pub(super) fn record_script(args: &RecordScriptArgs, lang: Lang) -> CommandResult {
    let words = Words::of(lang);
    let settings = args.run.settings();
    let word = args.run.run.as_deref();
    let lesson = word.filter(|word| run::names_lesson(word));
    if args.run.is_empty() || lesson.is_some() && !settings.is_empty() {
        return Err(Failure::usage(Diagnostic::error(
            "usage",
            "",
            None,
            words.text("error-script-what"),
        )));
    }
    let run = run::find(word, &settings)?;
    if args.stage.plain || !is_on_terminal() {
        return Err(no_terminal(word, lang));
    }
    // Fail before the session, not after.
    let path = args.output.as_path();
    try_to_save(path)?;
    let named = lesson.map_or_else(
        || run.scenario.options.to_string(),
        |word| word.to_string_lossy().into_owned(),
    );
    let settings = Settings {
        look: args.stage.theme.as_deref().and_then(Palette::from_name),
        ascii: args.stage.ascii,
        lessons: entries(),
        ..Settings::from_environment(lang)
    };
    let settings = Settings {
        reduced_motion: settings.reduced_motion || args.stage.reduced_motion,
        ..settings
    };
    let mut model = model(start_of(&run)?, &settings);
    let look = model.theme.look.name();
    let mut tape = Tape::default();
    let ended = run_taped(&mut model, &settings, &mut tape);
    // Whatever ended the stage, what was done is kept.
    let script = write::write(&named, (lang, look), &tape, &model);
    save(path, script.as_bytes(), true)?;
    let signal = match ended? {
        Exit::Signalled(signal) => Some(u8::try_from(signal).unwrap_or(0)),
        Exit::Interrupted => Some(2),
        Exit::Done => None,
    };
    let good = plays(&path.to_string_lossy(), &script, lang)?;
    Ok(match signal {
        Some(signal) => Ended::Signalled(signal),
        None if good => Ended::Well,
        None => Ended::Otherwise,
    })
}

/// Plays the script that was written: it must hold.
fn plays(name: &str, text: &str, lang: Lang) -> Result<bool, Failure> {
    let sources = [(name.to_owned(), text.to_owned())];
    let found = match parse::parse(name, text) {
        Ok(script) => {
            player::play(&script, name, start_of(&run::find(Some(script.run.as_ref()), &[])?)?)
        }
        Err(found) => player::ScriptReport { failures: found, ..player::ScriptReport::default() },
    };
    report::complain(&found.failures, &sources, lang);
    let good = found.failures.is_empty();
    let arguments = [("file", name.into()), ("expectations", found.expectations.into())];
    let said = Words::of(lang)
        .with(if good { "script-written" } else { "script-written-bad" }, &arguments);
    super::print(|out| writeln!(out, "{said}"))?;
    Ok(good)
}
