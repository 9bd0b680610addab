//! The tables `dispersion` and `diversity`.

use crate::analysis::{GroupDiversity, TermCounts, TermDispersion};
use crate::render::table::{Column, Table};
use crate::scan::Corpus;

const DISPERSION_COLUMNS: [Column; 10] = [
    Column::text("term"),
    Column::integer("frequency"),
    Column::integer("parts"),
    Column::integer("range"),
    Column::float("dp"),
    Column::float("dp_norm"),
    Column::float("juilland_d"),
    Column::float("carroll_d2"),
    Column::float("rosengren_s"),
    Column::float("kl_divergence"),
];

const DIVERSITY_COLUMNS: [Column; 12] = [
    Column::text("group"),
    Column::integer("tokens"),
    Column::integer("types"),
    Column::float("ttr"),
    Column::float("guiraud_r"),
    Column::float("herdan_c"),
    Column::float("yule_k"),
    Column::float("simpson_d"),
    Column::float("mattr"),
    Column::float("mtld"),
    Column::float("hdd"),
    Column::text("note"),
];

/// A row a term, in the order given.
pub fn dispersion<F>(corpus: &Corpus<F>, counts: &TermCounts, found: &[TermDispersion]) -> Table {
    let mut table = Table::new(DISPERSION_COLUMNS);
    table.rows = found
        .iter()
        .map(|term| {
            let measures = term.measures.as_ref();
            vec![
                counts.shown(corpus, term.term).into(),
                term.frequency.into(),
                term.parts.into(),
                term.range.into(),
                measures.map(|measures| measures.dp).into(),
                measures.map(|measures| measures.dp_norm).into(),
                measures.map(|measures| measures.juilland_d).into(),
                measures.map(|measures| measures.carroll_d2).into(),
                measures.map(|measures| measures.rosengren_s).into(),
                measures.map(|measures| measures.kl_divergence).into(),
            ]
        })
        .collect();
    table
}

/// A row a group, in the order given.
pub fn diversity(groups: &[GroupDiversity]) -> Table {
    let mut table = Table::new(DIVERSITY_COLUMNS);
    table.rows = groups
        .iter()
        .map(|GroupDiversity { group, diversity }| {
            vec![
                group.as_str().into(),
                diversity.tokens.into(),
                diversity.types.into(),
                diversity.ttr.into(),
                diversity.guiraud_r.into(),
                diversity.herdan_c.into(),
                diversity.yule_k.into(),
                diversity.simpson_d.into(),
                diversity.mattr.into(),
                diversity.mtld.into(),
                diversity.hdd.into(),
                diversity.note.as_str().into(),
            ]
        })
        .collect();
    table
}
