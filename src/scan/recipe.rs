//! What partial counts depend on, in a form that travels: the same recipe makes the same counts on every machine.

use serde::{Deserialize, Serialize};

use super::plan::{Grain, Plan};
use crate::error::{Error, Result};
use crate::read::{self, FieldNames, Fingerprint, Metadata, ReadOptions, Source};
use crate::text::{AnalyzerOptions, Analyzers, Hyphens, Languages, WordList};

/// How the turns of a table are read and cut into words, the user's lists with their text.
///
/// What is known of a form by itself (its stem, whether it is a stop word) is no part of partial counts and stays with
/// whoever reads them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recipe {
    /// The version of the program that asks.
    pub version: String,
    /// Names of the fields of records.
    pub names: FieldNames,
    /// Further fields that turns are to carry.
    pub fields: Vec<String>,
    /// What is noted of the bytes of each source.
    pub fingerprint: Fingerprint,
    /// The user's list of documents.
    pub metadata: Option<WordList>,
    /// The one language, or each text's own.
    pub languages: Languages,
    /// What a hyphen between two words does.
    pub hyphens: Hyphens,
    /// Forms that stay apart from their lower case.
    pub keep_case: Vec<String>,
    /// Expressions that become one word.
    pub compounds: Option<WordList>,
}

impl Recipe {
    /// A plan to count `sources` so, a row a turn.
    ///
    /// # Errors
    /// The recipe is of another version of this program; a fault in a list.
    pub fn plan(&self, sources: Vec<Source>) -> Result<Plan> {
        let own = env!("CARGO_PKG_VERSION");
        if self.version != own {
            let asks = &self.version;
            return Err(Error::config(format!("version {asks} of dictum asks, and this is version {own}")));
        }
        let metadata = match &self.metadata {
            Some(list) => Metadata::read(&list.path, &list.text)?,
            None => Metadata::default(),
        };
        let languages = match self.languages {
            Languages::One(_) => read::Languages::AsWritten,
            Languages::Each => read::Languages::Told,
        };
        let read = ReadOptions {
            names: self.names.clone(),
            fields: self.fields.clone(),
            metadata,
            languages,
            fingerprint: self.fingerprint,
            ..ReadOptions::default()
        };
        let options = AnalyzerOptions {
            hyphens: self.hyphens,
            keep_case: self.keep_case.clone(),
            compounds: self.compounds.clone(),
            ..AnalyzerOptions::default()
        };
        let analyzer = Analyzers::new(self.languages, &options)?;
        Ok(Plan { sources, read, analyzer, register: None, grain: Grain::Turn })
    }

    /// The names of the columns that are read.
    ///
    /// # Errors
    /// As [`Self::plan`].
    pub fn reads(&self) -> Result<Vec<String>> {
        let plan = self.plan(Vec::new())?;
        Ok(read::field_names(&plan.read))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Language;

    fn recipe() -> Recipe {
        Recipe {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            names: FieldNames::default(),
            fields: vec!["party".into()],
            fingerprint: Fingerprint::Blake3,
            metadata: Some(WordList { path: "m.csv".into(), text: "document,date\na,2020-01-02\n".into() }),
            languages: Languages::One(Language::German),
            hyphens: Hyphens::Keep,
            keep_case: vec!["US".into()],
            compounds: None,
        }
    }

    #[test]
    fn a_recipe_travels_and_makes_the_plan_that_was_asked_for() {
        let read: Recipe = serde_json::from_str(&serde_json::to_string(&recipe()).unwrap()).unwrap();
        assert_eq!(read, recipe());
        let plan = read.plan(Vec::new()).unwrap();
        assert_eq!(plan.analyzer.cutting(), "hyphens keep");
        assert_eq!(plan.analyzer.default().language(), Language::German);
        assert!(read.reads().unwrap().contains(&"party".to_owned()));
    }

    #[test]
    fn a_recipe_of_another_version_is_refused() {
        let other = Recipe { version: "0.0.9".into(), ..recipe() };
        assert!(other.plan(Vec::new()).unwrap_err().to_string().starts_with("version 0.0.9 of dictum asks"));
    }
}
