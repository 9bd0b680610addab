//! The `dictum-cluster` program: see [`dictum_cluster`].

use std::process::ExitCode;

use clap::Parser;
use dictum_cluster::args::{Cli, Command};
use dictum_cluster::{engine, import, job, run};

fn main() -> ExitCode {
    env_logger::Builder::from_env(env_logger::Env::default().default_filter_or("off")).init();
    let done = match Cli::parse().command {
        Command::Import(args) => import::import(&args),
        Command::Scheduler(args) => engine::scheduler(&args),
        Command::Executor(args) => engine::executor(&args, job::function()),
        Command::Run(args) => return run::remote(&args),
        Command::Standalone(args) => return run::standalone(&args),
    };
    done.map_or_else(|error| run::failure(&error), |()| ExitCode::SUCCESS)
}
