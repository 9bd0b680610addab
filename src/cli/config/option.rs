//! Values of the keys that are long options.

use std::any::TypeId;
use std::collections::BTreeSet;

use clap::{Arg, ArgAction, Command};
use toml::Spanned;
use toml::de::DeValue;

use super::OWN_KEYS;
use super::value::{Fault, wrong_type};
use crate::cli::args::{Window, commands, untied};
use crate::error::{Error, Result};
use crate::suggest::unknown;

/// The long options that make no sense in a file.
const NOT_IN_A_FILE: [&str; 3] = ["config", "help", "version"];

/// The option of that long name.
pub fn find<'c>(command: &'c Command, name: &str) -> Option<&'c Arg> {
    command.get_arguments().find(|arg| arg.get_long() == Some(name))
}

/// The option of that long name of any command that reads a file of options.
fn find_anywhere<'c>(program: &'c Command, name: &str) -> Result<&'c Arg> {
    let commands = || commands(program).filter(|command| find(command, "config").is_some());
    let options = commands().flat_map(Command::get_arguments).filter_map(Arg::get_long);
    let known: BTreeSet<&str> =
        options.filter(|name| !NOT_IN_A_FILE.contains(name)).chain(OWN_KEYS).collect();
    let option = commands().find_map(|command| find(command, name));
    match option.filter(|_| known.contains(name)) {
        Some(option) => Ok(option),
        None => Err(unknown("key", name, known)),
    }
}

/// What would be typed to say the same as `name = value`; proven to be what the option takes.
pub fn arguments(name: &str, value: &Spanned<DeValue<'_>>, program: &Command) -> Result<Vec<String>, Fault> {
    let arg = find_anywhere(program, name)?;
    let arguments = match (arg.get_action(), value.get_ref()) {
        (ArgAction::SetTrue, DeValue::Boolean(true)) => vec![format!("--{name}")],
        (ArgAction::SetTrue, DeValue::Boolean(false)) => Vec::new(),
        (ArgAction::SetTrue, _) => return Err(wrong_type(name, "true or false", value)),
        (ArgAction::Append, DeValue::Array(list)) => {
            list.iter().map(|item| argument(name, arg, item)).collect::<Result<_, _>>()?
        }
        _ => vec![argument(name, arg, value)?],
    };
    try_out(name, &arguments, program)?;
    Ok(arguments)
}

fn argument(name: &str, arg: &Arg, value: &Spanned<DeValue<'_>>) -> Result<String, Fault> {
    let text = match (is_number(arg), value.get_ref()) {
        (true, DeValue::Integer(number)) if number.radix() == 10 => number.as_str().replace('_', ""),
        (true, DeValue::Float(number)) => number.as_str().replace('_', ""),
        (true, _) => return Err(wrong_type(name, "a number", value)),
        (false, DeValue::Integer(number)) if is_window(arg) => number.as_str().to_owned(),
        (false, DeValue::String(text)) => text.to_string(),
        (false, DeValue::Datetime(date)) => date.to_string(),
        (false, _) => return Err(wrong_type(name, "a string", value)),
    };
    Ok(format!("--{name}={text}"))
}

fn is_number(arg: &Arg) -> bool {
    let parsed = arg.get_value_parser().type_id();
    [TypeId::of::<u64>(), TypeId::of::<u32>(), TypeId::of::<f64>()].iter().any(|number| parsed == *number)
}

/// Whether the option takes one number or two.
fn is_window(arg: &Arg) -> bool {
    arg.get_value_parser().type_id() == TypeId::of::<Window>()
}

/// Has the option's own parser read the value here, where its place is known.
pub fn try_out(name: &str, arguments: &[String], program: &Command) -> Result<()> {
    let known = find_anywhere(program, name)?;
    let typed = std::iter::once("dictum").chain(arguments.iter().map(String::as_str));
    match Command::new("dictum").arg(untied(known)).try_get_matches_from(typed) {
        Ok(_) => Ok(()),
        Err(error) => Err(Error::config(in_one_line(&error.to_string()))),
    }
}

/// A usage error without its heading and its advice to type `--help`.
fn in_one_line(message: &str) -> String {
    let fault = message.split("\n\nUsage").next().and_then(|said| said.split("\n\nFor more").next());
    let words: Vec<&str> =
        fault.unwrap_or_default().trim_start_matches("error: ").split_whitespace().collect();
    words.join(" ")
}
