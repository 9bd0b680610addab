//! A store in a bucket of S3: here a server on this machine that knows of S3 as much as reading takes.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};

use crate::harness::{Client, Cluster, alone, files, made, told};

/// Serves the files of a folder as the objects of a bucket of any name, as long as this program runs; gives its address.
fn serve(folder: &Path) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let folder = folder.to_owned();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let folder = folder.clone();
            std::thread::spawn(move || answer_all(&stream, &folder));
        }
    });
    address
}

/// Answers one request after the other, until nobody asks any more.
fn answer_all(stream: &TcpStream, folder: &Path) {
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    while let Some(request) = lines.next() {
        let headers: Vec<String> = lines.by_ref().take_while(|line| !line.is_empty()).collect();
        if answer(stream, folder, &request, &headers).is_err() {
            return;
        }
    }
}

fn answer(mut stream: &TcpStream, folder: &Path, request: &str, headers: &[String]) -> std::io::Result<()> {
    let mut words = request.split(' ');
    let (method, path) = (words.next().unwrap(), words.next().unwrap());
    let key = path.trim_start_matches('/').split_once('/').map_or("", |(_, key)| key);
    let Ok(bytes) = fs::read(folder.join(key)) else {
        return stream.write_all(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
    };
    let range = headers.iter().find_map(|line| {
        let (name, value) = line.split_once(": bytes=")?;
        let (first, last) = value.split_once('-')?;
        name.eq_ignore_ascii_case("range")
            .then(|| (first.parse().unwrap(), last.parse::<usize>().unwrap() + 1))
    });
    let (first, end) = range.unwrap_or((0, bytes.len()));
    let end = end.min(bytes.len());
    let part = &bytes[first..end];
    let status = if range.is_some() { "206 Partial Content" } else { "200 OK" };
    let all = bytes.len();
    write!(stream, "HTTP/1.1 {status}\r\nContent-Length: {}\r\n", part.len())?;
    if range.is_some() {
        write!(stream, "Content-Range: bytes {first}-{}/{all}\r\n", end - 1)?;
    }
    write!(stream, "ETag: \"{all}\"\r\nLast-Modified: Mon, 12 Oct 2009 17:50:00 GMT\r\n\r\n")?;
    match method {
        "HEAD" => Ok(()),
        _ => stream.write_all(part),
    }
}

#[test]
fn a_store_in_a_bucket_makes_the_tables_that_its_files_make() {
    let _alone = alone();
    let (made, folder) = (made(), tempfile::tempdir().unwrap());
    let (work, output) = (folder.path().join("work"), folder.path().join("output"));
    let endpoint = serve(made.store().parent().unwrap());
    let environment = [
        ("AWS_ENDPOINT", endpoint.as_str()),
        ("AWS_ALLOW_HTTP", "true"),
        ("AWS_REGION", "us-east-1"),
        ("AWS_ACCESS_KEY_ID", "key"),
        ("AWS_SECRET_ACCESS_KEY", "secret"),
    ];
    let cluster = Cluster::start_in(&environment, 2);
    let store = PathBuf::from("s3://talks/store");
    let (status, events) = Client::start(&cluster, &store, &work, &output, &[]).finish();
    assert!(status.success(), "{events:?}");
    assert!(told(&events, "quoting", "summary", "answered") > 0, "{events:?}");
    // The page and the manifest say where the shards are.
    let [here, there] = [&made.local(), &output].map(|folder| {
        let mut files = files(folder);
        files.retain(|name, _| name.starts_with("tables/") || name.starts_with("charts/"));
        files
    });
    assert!(here.len() > 20 && here == there, "{:?}\n{:?}", here.keys(), there.keys());
}
