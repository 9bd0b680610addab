//! Languages: what each is called, and what there is for it.

mod identify;
mod usual;

use rust_stemmers::Algorithm;
use serde::{Deserialize, Serialize};
use whatlang::Lang;

use crate::error::{Error, Result};
use crate::suggest::nearest;

pub use identify::{SEEN, identify};

/// What there is for a language.
struct Facts {
    name: &'static str,
    code: &'static str,
    identified: Lang,
    stemmer: Option<Algorithm>,
}

/// Makes the enum of all languages and their facts from one table: English name, ISO 639-1 code, the language as
/// whatlang has it, and Snowball's algorithm where there is one.
macro_rules! languages {
    ($($(#[$mark:meta])? $variant:ident $name:literal $code:literal $identified:ident $($stemmer:ident)?;)+) => {
        /// A language that can be told from its words. For some there is a stemmer.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
        #[expect(missing_docs, reason = "each variant is the language of that name")]
        pub enum Language {
            $($(#[$mark])? $variant,)+
        }

        impl Language {
            /// Every language, in the order of their English names.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            fn facts(self) -> Facts {
                match self {
                    $(Self::$variant => Facts {
                        name: $name,
                        code: $code,
                        identified: Lang::$identified,
                        stemmer: [$(Algorithm::$stemmer)?].first().copied(),
                    },)+
                }
            }
        }
    };
}

languages! {
    Afrikaans "afrikaans" "af" Afr;
    Akan "akan" "ak" Aka;
    Amharic "amharic" "am" Amh;
    Arabic "arabic" "ar" Ara Arabic;
    Armenian "armenian" "hy" Hye;
    Azerbaijani "azerbaijani" "az" Aze;
    Belarusian "belarusian" "be" Bel;
    Bengali "bengali" "bn" Ben;
    Bulgarian "bulgarian" "bg" Bul;
    Burmese "burmese" "my" Mya;
    Catalan "catalan" "ca" Cat;
    Chinese "chinese" "zh" Cmn;
    Croatian "croatian" "hr" Hrv;
    Czech "czech" "cs" Ces;
    Danish "danish" "da" Dan Danish;
    Dutch "dutch" "nl" Nld Dutch;
    #[default]
    English "english" "en" Eng English;
    Esperanto "esperanto" "eo" Epo;
    Estonian "estonian" "et" Est;
    Finnish "finnish" "fi" Fin Finnish;
    French "french" "fr" Fra French;
    Georgian "georgian" "ka" Kat;
    German "german" "de" Deu German;
    Greek "greek" "el" Ell Greek;
    Gujarati "gujarati" "gu" Guj;
    Hebrew "hebrew" "he" Heb;
    Hindi "hindi" "hi" Hin;
    Hungarian "hungarian" "hu" Hun Hungarian;
    Indonesian "indonesian" "id" Ind;
    Italian "italian" "it" Ita Italian;
    Japanese "japanese" "ja" Jpn;
    Javanese "javanese" "jv" Jav;
    Kannada "kannada" "kn" Kan;
    Khmer "khmer" "km" Khm;
    Korean "korean" "ko" Kor;
    Latin "latin" "la" Lat;
    Latvian "latvian" "lv" Lav;
    Lithuanian "lithuanian" "lt" Lit;
    Macedonian "macedonian" "mk" Mkd;
    Malayalam "malayalam" "ml" Mal;
    Marathi "marathi" "mr" Mar;
    Nepali "nepali" "ne" Nep;
    Norwegian "norwegian" "no" Nob Norwegian;
    Oriya "oriya" "or" Ori;
    Persian "persian" "fa" Pes;
    Polish "polish" "pl" Pol;
    Portuguese "portuguese" "pt" Por Portuguese;
    Punjabi "punjabi" "pa" Pan;
    Romanian "romanian" "ro" Ron Romanian;
    Russian "russian" "ru" Rus Russian;
    Serbian "serbian" "sr" Srp;
    Shona "shona" "sn" Sna;
    Sinhala "sinhala" "si" Sin;
    Slovak "slovak" "sk" Slk;
    Slovene "slovene" "sl" Slv;
    Spanish "spanish" "es" Spa Spanish;
    Swedish "swedish" "sv" Swe Swedish;
    Tagalog "tagalog" "tl" Tgl;
    Tamil "tamil" "ta" Tam Tamil;
    Telugu "telugu" "te" Tel;
    Thai "thai" "th" Tha;
    Turkish "turkish" "tr" Tur Turkish;
    Turkmen "turkmen" "tk" Tuk;
    Ukrainian "ukrainian" "uk" Ukr;
    Urdu "urdu" "ur" Urd;
    Uzbek "uzbek" "uz" Uzb;
    Vietnamese "vietnamese" "vi" Vie;
    Welsh "welsh" "cy" Cym;
    Yiddish "yiddish" "yi" Yid;
    Zulu "zulu" "zu" Zul;
}

impl Language {
    /// The language called `name`: its English name or its ISO 639-1 code, in any case.
    ///
    /// `nb` is Norwegian too, since the Norwegian stemmer is one for Bokmål.
    ///
    /// # Errors
    /// A configuration error that names the nearest language, or all of them.
    pub fn parse(name: &str) -> Result<Self> {
        let wanted = name.trim().to_lowercase();
        Self::named(&wanted).ok_or_else(|| {
            match nearest(&wanted, Self::ALL.iter().map(|known| known.name())).first() {
                Some(near) => Error::config(format!("unknown language '{name}'; did you mean {near}?")),
                None => {
                    let all: Vec<&str> = Self::ALL.iter().map(|known| known.name()).collect();
                    let all = all.join(", ");
                    Error::config(format!(
                        "unknown language '{name}'; known are {all}, or their ISO 639-1 codes"
                    ))
                }
            }
        })
    }

    /// The language that a document declares: as in [`Self::parse`], or a tag of BCP 47 that begins with its ISO 639-1
    /// or 639-3 code, as `de-AT` or `deu`.
    pub fn declared(tag: &str) -> Option<Self> {
        let wanted = tag.trim().to_lowercase();
        let primary = wanted.split(['-', '_']).next().unwrap_or_default();
        let by_long_code =
            || Self::ALL.iter().copied().find(|known| known.facts().identified.code() == primary);
        Self::named(&wanted).or_else(|| Self::named(primary)).or_else(by_long_code)
    }

    /// The language of that name or code, in lower case.
    fn named(wanted: &str) -> Option<Self> {
        let code = if wanted == "nb" { "no" } else { wanted };
        Self::ALL.iter().copied().find(|known| known.name() == wanted || known.code() == code)
    }

    /// The English name, in lower case.
    pub fn name(self) -> &'static str {
        self.facts().name
    }

    /// The English name as in running text.
    pub fn title(self) -> String {
        let name = self.name();
        name[..1].to_uppercase() + &name[1..]
    }

    /// The ISO 639-1 code.
    pub fn code(self) -> &'static str {
        self.facts().code
    }

    /// Whether there is a stemmer for it; else a type is its own stem.
    pub fn has_stemmer(self) -> bool {
        self.algorithm().is_some()
    }

    /// Snowball's algorithm for it.
    pub(super) fn algorithm(self) -> Option<Algorithm> {
        self.facts().stemmer
    }

    /// The language that whatlang has identified.
    fn identified(lang: Lang) -> Option<Self> {
        Self::ALL.iter().copied().find(|known| known.facts().identified == lang)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_is_found_by_its_name_and_its_code_in_any_case() {
        for &language in Language::ALL {
            assert_eq!(Language::parse(&language.name().to_uppercase()).unwrap(), language);
            assert_eq!(Language::parse(language.code()).unwrap(), language);
        }
        assert_eq!(Language::parse("nb").unwrap(), Language::Norwegian);
        assert!(Language::ALL.is_sorted_by_key(|language| language.name()));
    }

    #[test]
    fn every_language_that_can_be_identified_is_known() {
        assert!(Lang::all().iter().all(|&lang| Language::identified(lang).is_some()));
        assert_eq!(Language::ALL.iter().filter(|language| language.has_stemmer()).count(), 18);
    }

    #[test]
    fn a_misspelt_language_is_answered_with_the_nearest() {
        let error = Language::parse("Englsh").unwrap_err();
        assert_eq!(error.to_string(), "unknown language 'Englsh'; did you mean english?");
        assert!(Language::parse("klingon").unwrap_err().to_string().contains("known are afrikaans"));
    }

    #[test]
    fn a_document_may_declare_its_language_with_a_region_or_a_long_code() {
        for tag in ["de", "DE-AT", "de_CH.UTF-8", "deu", " German "] {
            assert_eq!(Language::declared(tag), Some(Language::German), "{tag}");
        }
        assert_eq!(Language::declared("nb-NO"), Some(Language::Norwegian));
        assert_eq!((Language::declared("tlh"), Language::declared("")), (None, None));
    }
}
