//! `teardown completions` and `teardown man`: what the shell and the manual know, from the same
//! types as the command line.

use super::{CommandResult, Ended, Failure, print};
use crate::cli::{self, CompletionsArgs, ManArgs};
use crate::scenario::options::unknown;
use crate::text::Lang;

pub(super) fn completions(args: &CompletionsArgs, lang: Lang) -> CommandResult {
    let mut script = Vec::new();
    let mut command = cli::completing(lang);
    clap_complete::generate(args.shell, &mut command, "teardown", &mut script);
    if args.shell == clap_complete::Shell::Fish {
        script.extend(fish_positionals(&command).bytes());
    }
    print(|out| out.write_all(&script))?;
    Ok(Ended::Well)
}

/// What the generator leaves out for fish: the values of arguments without a name, such as lessons
/// and paths. Files stay offered beside them.
fn fish_positionals(command: &clap::Command) -> String {
    let values = |command: &clap::Command| {
        let all = command.get_positionals().flat_map(clap::Arg::get_possible_values);
        let mut names: Vec<String> = all.map(|value| value.get_name().to_owned()).collect();
        names.sort();
        names.dedup();
        names.join(" ")
    };
    let line = |condition: String, values: String| {
        (!values.is_empty())
            .then(|| format!("complete -c teardown -n \"{condition}\" -a \"{values}\"\n"))
    };
    let own = line("__fish_teardown_needs_command".to_owned(), values(command));
    let others = command.get_subcommands().filter_map(|child| {
        line(format!("__fish_teardown_using_subcommand {}", child.get_name()), values(child))
    });
    own.into_iter().chain(others).collect()
}

pub(super) fn man(args: &ManArgs, lang: Lang) -> CommandResult {
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
