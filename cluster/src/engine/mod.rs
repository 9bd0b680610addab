//! Ballista with the one function that it needs: scheduler, executor, and contexts that ask them.

mod stores;

use std::net::{IpAddr, TcpListener, ToSocketAddrs};
use std::sync::Arc;
use std::time::Duration;

use ballista::prelude::{SessionConfigExt, SessionContextExt};
use ballista_core::registry::BallistaFunctionRegistry;
use ballista_core::utils::default_session_builder;
use ballista_executor::executor_process::{ExecutorProcessConfig, start_executor_process};
use ballista_scheduler::cluster::BallistaCluster;
use ballista_scheduler::config::SchedulerConfig;
use ballista_scheduler::scheduler_process::start_server;
use datafusion::execution::{FunctionRegistry, SessionStateBuilder};
use datafusion::logical_expr::AggregateUDF;
use datafusion::prelude::{SessionConfig, SessionContext};
use dictum::{Error, Result};
use tokio::runtime::Runtime;

pub use self::stores::{fetch, is_in_bucket};
use crate::args::{ExecutorArgs, SchedulerArgs};
use crate::job::{NAME, function};

/// Plans are walked by recursion, on whatever thread they meet.
const STACK: usize = 32 << 20;
/// How often an executor says that it is there, in seconds.
const HEARTBEAT: u64 = 3;
/// How long what is done is remembered, in seconds: its answer was fetched long before.
const REMEMBERED: u64 = 120;
/// How long to wait for the scheduler's port.
const PATIENCE: Duration = Duration::from_secs(5);

/// A runtime for everything that the engine does.
///
/// # Errors
/// No thread can be started.
pub fn runtime() -> Result<Runtime> {
    let mut builder = tokio::runtime::Builder::new_multi_thread();
    builder.enable_all().thread_stack_size(STACK).build().map_err(Error::engine)
}

/// Runs something to its end, on threads whose stack is deep enough.
fn run<F>(work: F) -> Result<()>
where
    F: Future<Output = ballista_core::error::Result<()>> + Send + 'static,
{
    let runtime = runtime()?;
    let done = runtime.block_on(async { tokio::spawn(work).await });
    done.map_err(Error::engine)?.map_err(Error::engine)
}

/// `dictum-cluster scheduler`.
///
/// # Errors
/// The address is taken, or not of this machine.
pub fn scheduler(args: &SchedulerArgs) -> Result<()> {
    let address = format!("{}:{}", args.bind, args.port);
    let address =
        address.parse().map_err(|_| Error::config(format!("{address} is no address to listen on")))?;
    let config = SchedulerConfig {
        bind_host: args.bind.clone(),
        bind_port: args.port,
        external_host: reached_at(&args.bind, args.advertise.as_ref())?,
        executor_timeout_seconds: args.lost_after,
        no_executors_grace_period_seconds: args.lost_after,
        expire_dead_executor_interval_seconds: HEARTBEAT,
        finished_job_data_clean_up_interval_seconds: REMEMBERED,
        finished_job_state_clean_up_interval_seconds: REMEMBERED,
        override_session_builder: Some(Arc::new(|config| {
            let state = default_session_builder(config)?;
            let state = SessionStateBuilder::new_from_existing(state).with_runtime_env(stores::opener()?);
            let mut state = state.build();
            state.register_udaf(function())?;
            Ok(state)
        })),
        ..SchedulerConfig::default()
    };
    eprintln!("dictum-cluster: scheduler on {address}");
    run(async move {
        let cluster = BallistaCluster::new_from_config(&config).await?;
        start_server(cluster, address, Arc::new(config)).await
    })
}

/// `dictum-cluster executor`, which answers by [`function`].
///
/// # Errors
/// The scheduler is not there; a port is taken.
pub fn executor(args: &ExecutorArgs, function: Arc<AggregateUDF>) -> Result<()> {
    let (scheduler_host, scheduler_port) = host_and_port(&args.scheduler)?;
    rayon::ThreadPoolBuilder::new().num_threads(args.cores.max(1)).build_global().map_err(Error::engine)?;
    let (port, grpc_port) = match args.port {
        Some(port) => (port, port.saturating_add(1)),
        None => free_ports(&args.bind)?,
    };
    let mut registry = BallistaFunctionRegistry::default();
    registry.aggregate_functions.insert(NAME.to_owned(), function);
    let config = ExecutorProcessConfig {
        bind_host: args.bind.clone(),
        external_host: Some(reached_at(&args.bind, args.advertise.as_ref())?),
        port,
        grpc_port,
        scheduler_host,
        scheduler_port,
        scheduler_connect_timeout_seconds: 30,
        vcores: args.cores.max(1),
        work_dir: args.work.as_ref().map(|folder| folder.to_string_lossy().into_owned()),
        executor_heartbeat_interval_seconds: HEARTBEAT,
        job_data_ttl_seconds: REMEMBERED,
        job_data_clean_up_interval_seconds: REMEMBERED,
        override_function_registry: Some(Arc::new(registry)),
        override_runtime_producer: Some(Arc::new(|_| stores::opener())),
        ..ExecutorProcessConfig::default()
    };
    eprintln!("dictum-cluster: executor on {}:{port}, of {} cores", args.bind, args.cores.max(1));
    run(async move { start_executor_process(Arc::new(config)).await })
}

/// Those who are asked.
#[derive(Debug, Clone)]
pub enum Executors {
    /// Those of the scheduler at `HOST:PORT`.
    Of(String),
    /// One in this process, with so many cores.
    Here(usize),
}

impl Executors {
    /// What asks them.
    ///
    /// # Errors
    /// There is no scheduler; none can be started here.
    pub async fn connect(&self) -> Result<SessionContext> {
        match self {
            Self::Of(scheduler) => remote(scheduler).await,
            Self::Here(cores) => standalone(*cores).await,
        }
    }
}

async fn remote(scheduler: &str) -> Result<SessionContext> {
    let (host, port) = host_and_port(scheduler)?;
    let reached = tokio::time::timeout(PATIENCE, tokio::net::TcpStream::connect((host.as_str(), port))).await;
    if !matches!(reached, Ok(Ok(_))) {
        return Err(Error::io(format!("no scheduler answers at {host}:{port}")));
    }
    let state = state(session())?.build();
    let context = SessionContext::remote_with_state(&format!("df://{host}:{port}"), state).await;
    registered(context.map_err(Error::engine)?)
}

async fn standalone(cores: usize) -> Result<SessionContext> {
    let config = session().with_ballista_standalone_parallelism(cores.max(1));
    let mut state = state(config)?.build();
    state.register_udaf(function()).map_err(Error::engine)?;
    let context = SessionContext::standalone_with_state(state).await;
    registered(context.map_err(Error::engine)?)
}

fn state(config: SessionConfig) -> Result<SessionStateBuilder> {
    let opener = stores::opener().map_err(Error::engine)?;
    Ok(SessionStateBuilder::new().with_config(config).with_runtime_env(opener).with_default_features())
}

/// One partition: no job shuffles.
fn session() -> SessionConfig {
    SessionConfig::new_with_ballista().with_target_partitions(1)
}

/// A context that is made for Ballista has forgotten the functions of its state.
fn registered(context: SessionContext) -> Result<SessionContext> {
    context.register_udaf(function().as_ref().clone());
    Ok(context)
}

/// By which name others reach what listens at an address.
fn reached_at(bind: &str, advertise: Option<&String>) -> Result<String> {
    let is_everywhere = bind.parse::<IpAddr>().is_ok_and(|address| address.is_unspecified());
    match advertise {
        Some(name) => Ok(name.clone()),
        None if is_everywhere => {
            let what =
                format!("--bind {bind} is every address: say with --advertise by which others reach it");
            Err(Error::config(what))
        }
        None => Ok(bind.to_owned()),
    }
}

/// The parts of `HOST:PORT`.
fn host_and_port(address: &str) -> Result<(String, u16)> {
    let parts = address.rsplit_once(':').and_then(|(host, port)| Some((host, port.parse().ok()?)));
    let (host, port) = parts.ok_or_else(|| Error::config(format!("'{address}' is not HOST:PORT")))?;
    let is_known = (host, port).to_socket_addrs().is_ok();
    if !is_known {
        return Err(Error::config(format!("there is no host '{host}'")));
    }
    Ok((host.to_owned(), port))
}

/// Two ports of an address that nobody listens on.
fn free_ports(bind: &str) -> Result<(u16, u16)> {
    let at = |error: std::io::Error| Error::from(error).at(bind);
    let (one, other) = (TcpListener::bind((bind, 0)).map_err(at)?, TcpListener::bind((bind, 0)).map_err(at)?);
    Ok((one.local_addr().map_err(at)?.port(), other.local_addr().map_err(at)?.port()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_listens_everywhere_has_to_say_where_it_is_reached() {
        assert_eq!(reached_at("10.0.0.1", None).unwrap(), "10.0.0.1");
        assert_eq!(reached_at("0.0.0.0", Some(&"node1".to_owned())).unwrap(), "node1");
        assert!(reached_at("0.0.0.0", None).unwrap_err().to_string().contains("--advertise"));
    }

    #[test]
    fn an_address_is_a_host_that_there_is_and_a_port() {
        assert_eq!(host_and_port("127.0.0.1:7").unwrap(), ("127.0.0.1".to_owned(), 7));
        assert!(host_and_port("127.0.0.1").unwrap_err().to_string().contains("is not HOST:PORT"));
    }
}
