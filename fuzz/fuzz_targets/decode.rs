//! No bytes break the reader of partial counts, neither as they are nor as what the counts unpack to.
#![no_main]

use dictum::count::Counts;
use dictum::scan::{Grain, Partial};
use dictum::text::{Analyzer, AnalyzerOptions};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let analyzer = Analyzer::new(&AnalyzerOptions::default()).unwrap().into();
    let empty = Partial::<Counts>::empty(&()).encode(Grain::Turn, &analyzer).unwrap();
    // Zstandard's magic number begins what is packed.
    let packed = empty.windows(4).position(|bytes| bytes == [0x28, 0xb5, 0x2f, 0xfd]).unwrap();
    let unpacked = [&empty[..packed], &zstd::bulk::compress(bytes, 1).unwrap()].concat();
    for bytes in [bytes, &unpacked] {
        if let Ok((partial, _)) = Partial::<Counts>::decode(bytes, &(), Grain::Turn, &analyzer) {
            partial.encode(Grain::Turn, &analyzer).unwrap();
        }
    }
});
