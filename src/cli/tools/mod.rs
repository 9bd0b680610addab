//! The commands that ask nothing of transcripts of their own.

mod bench;
mod init;
mod manual;
mod synth;
mod verify;

use std::path::Path;

use clap::CommandFactory;
use clap_complete::Shell;

use super::args::{Cli, Tool};
use super::output::Output;
use crate::error::Result;

/// Does a tool's work.
///
/// # Errors
/// An [`Io`](crate::ErrorKind::Io) error where a file cannot be written; none where a pipe's reader went
/// away.
pub fn run(tool: &Tool) -> Result<()> {
    match tool {
        Tool::Init(args) => init::write(&args.folder),
        Tool::Synth(args) => synth::write(args),
        Tool::Bench(args) => bench::run(args),
        Tool::Verify(args) => verify::verify(args),
        Tool::Completions(args) => print(&completions(args.shell), &args.output),
        Tool::Man(args) => print(&manual::page()?, &args.output),
    }
}

fn completions(shell: Shell) -> Vec<u8> {
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "dictum", &mut text);
    text
}

fn print(text: &[u8], path: &Path) -> Result<()> {
    let output = Output::new(path);
    match output.write(text) {
        Err(_) if output.reader_is_gone() => Ok(()),
        done => done,
    }
}
