//! `teardown completions` and `teardown man`: what the shell and the manual know, from the same types as the command line.

use super::{Ended, Failure, Outcome, print};
use crate::cli::{self, CompletionsArgs, ManArgs};
use crate::scenario::options::unknown;
use crate::text::Lang;

pub(super) fn completions(args: &CompletionsArgs, lang: Lang) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut cli::completing(lang), "teardown", &mut script);
    print(|out| out.write_all(&script))?;
    Ok(Ended::Well)
}

pub(super) fn man(args: &ManArgs, lang: Lang) -> Outcome {
    let mut command = cli::command(lang);
    command.build();
    let page = match &args.command {
        None => command,
        Some(name) => {
            let known: Vec<&str> = command.get_subcommands().map(clap::Command::get_name).collect();
            let found = command.find_subcommand(name).cloned();
            found.ok_or_else(|| Failure::usage(unknown("command", name, known.iter().copied())))?
        }
    };
    let mut text = Vec::new();
    clap_mangen::Man::new(page).render(&mut text)?;
    print(|out| out.write_all(&text))?;
    Ok(Ended::Well)
}
