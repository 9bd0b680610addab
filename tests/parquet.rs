//! A table that is written as Parquet is read again as the same turns.

use std::process::Command;

fn turns(folder: &std::path::Path, arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dictum"));
    let output = command.current_dir(folder).arg("turns").args(arguments).output().expect("it runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn turns_written_as_parquet_and_read_again_are_those_of_the_csv() {
    let folder = tempfile::tempdir().expect("a folder");
    let rows = "document,speaker,role,date,kind,text\n\
                d1,Nora Lind,Mayor,2021-04-01,question,\"Who, then, pays?\"\n\
                d1,,,2021-04-01,other,Not […] me.\n\
                d2,Tom Berg,,2021-05-01,answer,Both æ and 漢.\n";
    std::fs::write(folder.path().join("in.csv"), rows).expect("a file");
    let table = turns(folder.path(), &["in.csv", "-f", "csv"]);
    turns(folder.path(), &["in.csv", "-f", "parquet", "-o", "out.parquet"]);
    assert_eq!(turns(folder.path(), &["out.parquet", "-f", "csv"]), table);
}
