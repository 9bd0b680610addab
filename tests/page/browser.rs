//! Headless Chromium: opens a page, and tells what became of it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

/// The names that a Chromium goes by.
const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "chrome"];
/// Where the browser itself calls, page or no page.
const OWN_HOSTS: [&str; 3] = ["google.com", "googleapis.com", "gvt1.com"];

/// A Chromium on this machine.
pub struct Browser(PathBuf);

/// Whether the reader's machine is set to light or to dark pages.
#[derive(Debug, Clone, Copy)]
pub enum Scheme {
    Light,
    Dark,
}

/// Whether a test must fail where there is no browser.
pub fn is_required() -> bool {
    std::env::var("DICTUM_REQUIRE_BROWSER").is_ok_and(|value| value == "1")
}

/// What became of a page.
pub struct Visit {
    /// The document after all scripts ran.
    pub dom: String,
    /// What the console says.
    pub console: Vec<String>,
    /// The hosts that were asked for anything.
    pub hosts: BTreeSet<String>,
}

impl Browser {
    /// The one that `DICTUM_CHROMIUM` names, else the first on the path.
    pub fn find() -> Option<Self> {
        let named = std::env::var_os("DICTUM_CHROMIUM").map(PathBuf::from);
        let path = std::env::var_os("PATH").unwrap_or_default();
        let found = named.or_else(|| {
            let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
            let candidates =
                NAMES.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
            candidates.into_iter().find(|path| path.is_file())
        });
        assert!(found.is_some() || !is_required(), "no Chromium, and DICTUM_REQUIRE_BROWSER is set");
        if found.is_none() {
            eprintln!("skipped: there is no Chromium here (DICTUM_CHROMIUM names one)");
        }
        found.map(Self)
    }

    /// Opens `page` and waits until its scripts are done.
    pub fn open(&self, page: &Path) -> Visit {
        self.open_as(page, Scheme::Light, 1280)
    }

    /// The same in light or dark, in a window so wide.
    pub fn open_as(&self, page: &Path, scheme: Scheme, width: u32) -> Visit {
        let folder = tempfile::tempdir().expect("a folder");
        let net = folder.path().join("net.json");
        let options = [
            "--dump-dom".to_owned(),
            "--virtual-time-budget=10000".to_owned(),
            format!("--log-net-log={}", net.display()),
            format!("--window-size={width},900"),
            format!(
                "--blink-settings=preferredColorScheme={}",
                match scheme {
                    Scheme::Dark => 0,
                    Scheme::Light => 1,
                }
            ),
        ];
        let output = self.run(page, &options);
        let said = String::from_utf8_lossy(&output.stderr);
        Visit {
            dom: String::from_utf8_lossy(&output.stdout).into_owned(),
            console: said.lines().filter(|line| line.contains("CONSOLE")).map(str::to_owned).collect(),
            hosts: hosts(&fs::read_to_string(net).expect("the browser's log of requests")),
        }
    }

    /// `page` as a PDF.
    pub fn print(&self, page: &Path) -> Vec<u8> {
        let folder = tempfile::tempdir().expect("a folder");
        let pdf = folder.path().join("page.pdf");
        let output = self.run(page, &[format!("--print-to-pdf={}", pdf.display())]);
        fs::read(pdf).unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&output.stderr)))
    }

    fn run(&self, page: &Path, options: &[String]) -> Output {
        let profile = tempfile::tempdir().expect("a folder");
        let mut browser = Command::new(&self.0);
        browser.args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-quic",
        ]);
        browser.args(["--no-first-run", "--disable-background-networking", "--disable-component-update"]);
        browser.args(["--disable-sync", "--disable-extensions", "--enable-logging=stderr", "--v=0"]);
        browser.args(["--allow-file-access-from-files", "--host-resolver-rules=MAP * ~NOTFOUND"]);
        browser.arg(format!("--user-data-dir={}", profile.path().display())).args(options);
        let output = browser.arg(format!("file://{}", page.display())).output().expect("the browser starts");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        output
    }
}

/// The hosts of every request in a log of Chromium's network stack, but for the browser's own.
fn hosts(log: &str) -> BTreeSet<String> {
    let log: Value = serde_json::from_str(log).expect("a log as Chromium writes it");
    let events = log["events"].as_array().expect("events");
    let urls = events.iter().filter_map(|event| event["params"]["url"].as_str());
    urls.filter_map(|url| url.split_once("://"))
        .filter_map(|(_, rest)| rest.split(['/', ':', '?']).next())
        .filter(|host| !OWN_HOSTS.iter().any(|own| host.ends_with(own)))
        .map(str::to_owned)
        .collect()
}
