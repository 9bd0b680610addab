//! Families of few terms.

use proptest::prelude::*;

use super::*;

type Named<'a> = (&'a str, Tested);

fn tested(term: &str, target: u64, reference: u64, turns: Option<[u64; 2]>) -> Named<'_> {
    let table = Contingency { target, target_size: 2_000, reference, reference_size: 9_000 };
    (term, Tested { table, turns, p_cluster: None })
}

fn with_p((term, tested): Named<'_>, p_cluster: f64) -> Named<'_> {
    (term, Tested { p_cluster: Some(p_cluster), ..tested })
}

/// The terms that are said, and all others as the reference has them.
fn rank(family: &[Named<'_>], adjustment: Adjustment, compat: Compat) -> Vec<Judged> {
    let counted =
        |(_, tested): &Named<'_>| (tested.table.reference, tested.turns.map_or(0, |turns| turns[1]));
    let reference = ReferenceTerms::new(family.iter().map(counted));
    let said = (0..).zip(family).filter(|(_, (_, tested))| tested.table.target > 0);
    let Contingency { target_size, reference_size, .. } = family[0].1.table;
    let tests = Tests {
        said: said.map(|(place, (_, tested))| (place, *tested)).collect(),
        reference: &reference,
        least: 0,
        sizes: [target_size, reference_size],
        has_turns: family.iter().any(|(_, tested)| tested.turns.is_some()),
    };
    let ranking = Ranking::new(tests, adjustment, compat);
    let all: Vec<Judged> = ranking.iter().collect();
    let mut from_last: Vec<Judged> = ranking.iter_from_last().collect();
    from_last.reverse();
    assert_eq!(from_last, all);
    assert!(all.iter().all(|judged| ranking.get(judged.index as u32) == Some(*judged)));
    assert_eq!(ranking.len(), all.len());
    all
}

fn judge<'a>(family: &[Named<'a>]) -> Vec<(&'a str, Option<Status>)> {
    let ranking = rank(family, Adjustment::default(), Compat::default());
    ranking.iter().map(|judged| (family[judged.index].0, judged.status)).collect()
}

proptest! {
    #[test]
    fn what_is_never_said_stands_where_its_own_table_puts_it(
        counts in prop::collection::vec((0_u64..4, 1_u64..6, 0_u64..5), 1..60),
        target_size in prop_oneof![Just(0_u64), 300_u64..400],
    ) {
        let said = |count: u64| if target_size == 0 { 0 } else { count };
        let family: Vec<Named<'_>> = counts.iter().map(|&(target, reference, turns)| {
            let table = Contingency { target: said(target), target_size, reference, reference_size: 500 };
            ("", Tested { table, turns: Some([target, turns]), p_cluster: None })
        }).collect();
        let all = rank(&family, Adjustment::default(), Compat::default());
        let mut wanted: Vec<usize> = (0..family.len()).collect();
        let score = |place: usize| {
            let table = &family[place].1.table;
            let lrc = table.lrc(family.len() as u64).unwrap_or(0.0) + 0.0;
            (lrc, table.g2().unwrap_or(0.0) + 0.0, table.target as f64)
        };
        wanted.sort_by(|&one, &other| score(other).partial_cmp(&score(one)).unwrap());
        prop_assert_eq!(all.iter().map(|judged| judged.index).collect::<Vec<_>>(), wanted);
        let p: Vec<_> = family.iter().map(|(_, of)| of.table.g2().map(chi2_survival)).collect();
        let q = Adjustment::default().adjust(&p);
        for judged in all {
            prop_assert_eq!(judged.q, q[judged.index]);
            let (_, tested) = &family[judged.index];
            prop_assert_eq!(judged.status, status(tested, judged.lrc, None));
        }
    }
}

#[test]
fn terms_run_from_the_most_to_the_least_typical_with_ties_by_g2_count_and_the_order_given() {
    let family = [
        tested("never", 0, 200, None),
        tested("a-absent", 0, 0, None),
        tested("same", 2, 9, None),
        tested("b-absent", 0, 0, None),
        tested("often", 80, 20, None),
        tested("rather", 3, 9, None),
    ];
    let order: Vec<&str> = judge(&family).into_iter().map(|(term, _)| term).collect();
    assert_eq!(order, ["often", "rather", "same", "a-absent", "b-absent", "never"]);
}

#[test]
fn terms_that_tie_keep_the_order_given_also_where_their_tables_differ() {
    // Without a target nothing is defined.
    let of = |reference| {
        let table = Contingency { target: 0, target_size: 0, reference, reference_size: 90 };
        Tested { table, turns: None, p_cluster: None }
    };
    let family = [3, 1, 3, 2].map(|reference| ("", of(reference)));
    let ranking = rank(&family, Adjustment::default(), Compat::default());
    assert_eq!(ranking.iter().map(|judged| judged.index).collect::<Vec<_>>(), [0, 1, 2, 3]);
}

#[test]
fn a_keyword_is_established_only_if_turns_bear_it_out() {
    let family = [
        with_p(tested("borne-out", 80, 20, Some([9, 2])), 0.001),
        with_p(tested("one-burst", 80, 20, Some([1, 2])), 0.3),
        tested("no-interval", 80, 20, Some([1, 2])),
        tested("unread", 80, 20, None),
    ];
    let judged = judge(&family);
    let of = |term: &str| judged.iter().find(|(name, _)| *name == term).unwrap().1;
    assert_eq!(of("borne-out"), Some(Status::Established));
    assert_eq!(of("one-burst"), Some(Status::Suggestive));
    assert_eq!(of("no-interval"), Some(Status::Suggestive));
    assert_eq!(of("unread"), None);
}

#[test]
fn a_word_of_one_side_only_needs_three_turns_of_that_side() {
    let family = [
        tested("in-three", 30, 0, Some([3, 0])),
        tested("in-two", 30, 0, Some([2, 0])),
        tested("too-few", 1, 0, Some([3, 0])),
        tested("others-in-two", 0, 400, Some([0, 2])),
    ];
    let judged = judge(&family);
    let established: Vec<&str> =
        judged.iter().filter(|(_, s)| *s == Some(Status::Established)).map(|(t, _)| *t).collect();
    assert_eq!(established, ["in-three"]);
}

#[test]
fn q_is_over_all_terms_and_q_cluster_over_those_with_an_interval() {
    let family = [
        with_p(tested("a", 30, 20, Some([3, 2])), 0.01),
        tested("b", 30, 0, Some([3, 2])),
        with_p(tested("c", 3, 9, Some([3, 2])), 0.2),
    ];
    let ranking = rank(&family, Adjustment::Bonferroni, Compat::default());
    let a = ranking.iter().find(|judged| judged.index == 0).unwrap();
    assert!((a.q.unwrap() - 3.0 * a.p.unwrap()).abs() < 1e-15);
    assert_eq!(a.q_cluster, Some(0.02));
}

#[test]
fn p_is_that_of_g2_as_shown_also_under_compat() {
    let few = tested("few", 4, 1, None);
    let quanteda = rank(&[few], Adjustment::default(), Compat::Quanteda)[0];
    assert_ne!(quanteda.g2, few.1.table.g2());
    assert_eq!(quanteda.p, quanteda.g2.map(chi2_survival));
}
