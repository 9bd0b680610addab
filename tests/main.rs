//! Tests of the crate from outside, in one binary.

#[cfg(test)]
mod analysis;
#[cfg(test)]
mod architecture;
#[cfg(test)]
mod bench;
#[cfg(test)]
mod brief;
#[cfg(test)]
mod cli;
#[cfg(test)]
mod concordance;
#[cfg(test)]
mod contrasts;
#[cfg(test)]
mod dfm;
#[cfg(test)]
mod exchanges;
#[cfg(test)]
mod explain;
#[cfg(test)]
mod feet;
#[cfg(test)]
mod formats;
#[cfg(test)]
mod gallery;
#[cfg(test)]
mod golden;
#[cfg(test)]
mod invariance;
#[cfg(test)]
mod key_ngrams;
#[cfg(test)]
mod keyness;
#[cfg(test)]
mod languages;
#[cfg(test)]
mod laws;
#[cfg(test)]
mod made;
#[cfg(test)]
mod oracle;
#[cfg(test)]
mod page;
#[cfg(test)]
mod parquet;
#[cfg(test)]
mod parts;
#[cfg(test)]
mod permutations;
#[cfg(test)]
mod program;
#[cfg(test)]
mod readme;
#[cfg(test)]
mod sequences;
#[cfg(test)]
mod synth;
#[cfg(test)]
mod themes;
#[cfg(test)]
mod topics;
#[cfg(test)]
mod verify;
#[cfg(test)]
mod words;
