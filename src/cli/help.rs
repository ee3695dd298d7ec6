//! The texts of `--help`, of the manual pages and of completions, laid over the command line.
//!
//! It must not know a subcommand by name.

use clap::{Arg, ArgAction, Command as ClapCommand, CommandFactory};

use super::Cli;
use crate::text::Lang;
use crate::words::Words;

/// Names of all subcommands.
pub fn command_names() -> Vec<String> {
    Cli::command().get_subcommands().map(|command| command.get_name().to_owned()).collect()
}

/// The command line with its texts in a language.
pub fn command(lang: Lang) -> ClapCommand {
    let words = Words::of(lang);
    let usage =
        format!("teardown [RUN] [OPTIONS]\n       teardown {} ...", words.text("help-command"));
    let version = Arg::new("version")
        .short('V')
        .long("version")
        .action(ArgAction::Version)
        .help(words.text("arg-version"));
    let version = version.help_heading(words.text("help-heading-options"));
    localised(Cli::command(), words)
        .about(words.text("help-about"))
        .after_help(words.text("help-examples"))
        .override_usage(usage)
        .disable_version_flag(true)
        .arg(version)
}

/// The command line for completion scripts, which know every value.
pub fn completing(lang: Lang) -> ClapCommand {
    fn open(command: ClapCommand) -> ClapCommand {
        let command = command.mut_args(|argument| argument.hide_possible_values(false));
        let children: Vec<String> =
            command.get_subcommands().map(|child| child.get_name().to_owned()).collect();
        children.into_iter().fold(command, |command, child| command.mut_subcommand(child, open))
    }
    open(command(lang))
}

fn localised(command: ClapCommand, words: &'static Words) -> ClapCommand {
    let name = command.get_name().to_owned();
    let usage = words.text("help-usage");
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help);
    let command = command
        .help_template(format!(
            "{{about-with-newline}}\n{usage}: {{usage}}\n\n{{all-args}}{{after-help}}"
        ))
        .subcommand_help_heading(words.text("help-heading-commands"))
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .about(words.text(&format!("help-{name}")))
        .arg(help)
        .mut_args(|argument| described(argument, &name, words));
    let command = match words.find(&format!("help-{name}-examples"), &[]) {
        Some(examples) => command.after_help(examples),
        None => command,
    };
    let children: Vec<String> =
        command.get_subcommands().map(|child| child.get_name().to_owned()).collect();
    children.into_iter().fold(command, |command, child| {
        command.mut_subcommand(child, |child| localised(child, words))
    })
}

/// An argument with its help and its heading; if there are few known values, the help lists them.
fn described(argument: Arg, command: &str, words: &Words) -> Arg {
    let id = argument.get_id().as_str().replace('_', "-");
    let own = words.find(&format!("arg-{command}-{id}"), &[]);
    let mut help = own.unwrap_or_else(|| words.text(&format!("arg-{id}")));
    let takes_values = argument.get_action().takes_values();
    if takes_values && !argument.is_hide_possible_values_set() {
        let values: Vec<String> = argument
            .get_possible_values()
            .iter()
            .map(|value| value.get_name().to_owned())
            .collect();
        if !values.is_empty() {
            help = format!("{help}: {}", values.join(", "));
        }
    }
    let heading = match (argument.get_help_heading(), argument.is_positional()) {
        (Some(_), _) => "help-heading-run",
        (None, true) => "help-heading-arguments",
        (None, false) => "help-heading-options",
    };
    let argument = argument.help(help).help_heading(words.text(heading));
    argument.hide_possible_values(takes_values).hide_default_value(takes_values)
}
