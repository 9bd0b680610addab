//! axe-core, the checker of accessibility, run on a page in the browser.
//!
//! It comes from the npm registry (`npm_config_registry` names another) and is kept beside what cargo builds, so that
//! later runs need no network. Only where the browser is required is it fetched; elsewhere, where it was not yet, the
//! tests are skipped with a notice.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha512};

use super::browser::{Browser, Scheme, is_required};

const VERSION: &str = "4.14.1";
/// What the registry says that the package's bytes are.
const INTEGRITY: &str =
    "FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ==";
const REGISTRY: &str = "https://registry.npmjs.org";

/// Runs axe on the page that it stands in, all unfolded, and prints a line for each serious fault.
const RUN: &str = include_str!("axe.html");

/// axe-core on this machine.
pub struct Axe(PathBuf);

/// What axe says of a page.
pub struct Findings {
    /// How many of its rules the page passes.
    pub passed: usize,
    /// The faults that are serious or critical, a line each.
    pub faults: Vec<String>,
}

impl Axe {
    /// The one that was fetched before, or is now where the browser is required.
    pub fn find() -> Option<Self> {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("axe-core-{VERSION}"));
        let script = folder.join("axe.min.js");
        if !script.is_file() {
            if !is_required() {
                eprintln!("skipped: axe-core is not here yet (DICTUM_REQUIRE_BROWSER=1 fetches it)");
                return None;
            }
            fetch(&folder);
        }
        Some(Self(script))
    }

    /// What is wrong with `page`, in a window so wide.
    pub fn faults(&self, browser: &Browser, page: &Path, scheme: Scheme, width: u32) -> Findings {
        let folder = page.parent().expect("a folder");
        fs::copy(&self.0, folder.join("axe.min.js")).expect("axe beside the page");
        // The page's policy lets no script run but its own: the copy has none.
        let html = fs::read_to_string(page).expect("the page");
        let open = html.replace("http-equiv=\"Content-Security-Policy\"", "name=\"policy\"");
        let copy = folder.join("axe.html");
        fs::write(&copy, open.replace("</body>", RUN)).expect("a copy of the page");
        let dom = browser.open_as(&copy, scheme, width).dom;
        let said = dom.split("<pre id=\"_axe\">").nth(1).and_then(|rest| rest.split("</pre>").next());
        let mut lines = said.expect("what axe says").lines();
        let passed = lines.next().and_then(|line| line.parse().ok());
        Findings {
            passed: passed.unwrap_or_else(|| panic!("axe says {said:?}")),
            faults: lines.map(str::to_owned).collect(),
        }
    }
}

/// Fetches the package, compares it with what it must be, and unpacks the script.
fn fetch(folder: &Path) {
    let registry = std::env::var("npm_config_registry").unwrap_or_else(|_| REGISTRY.to_owned());
    let url = format!("{}/axe-core/-/axe-core-{VERSION}.tgz", registry.trim_end_matches('/'));
    // Tests run side by side: each unpacks in a folder of its own, which takes its place at once.
    let parent = folder.parent().expect("a folder");
    fs::create_dir_all(parent).expect("a folder");
    let own = tempfile::tempdir_in(parent).expect("a folder");
    let package = own.path().join("axe-core.tgz");
    run(Command::new("curl").args(["-fsSL", "--retry", "3", "-o"]).arg(&package).arg(&url));
    let bytes = fs::read(&package).expect("the package");
    assert_eq!(BASE64_STANDARD.encode(Sha512::digest(bytes)), INTEGRITY, "{url} is not what it was");
    run(Command::new("tar").arg("-xzf").arg(&package).arg("-C").arg(own.path()).arg("package/axe.min.js"));
    let unpacked = own.path().join("package");
    if let Err(error) = fs::rename(&unpacked, folder) {
        assert!(folder.join("axe.min.js").is_file(), "{error}");
    }
}

fn run(command: &mut Command) {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
}
