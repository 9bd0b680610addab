//! The names of the months.

use std::collections::HashMap;
use std::sync::LazyLock;

use foldhash::fast::FixedState;
use unicode_normalization::UnicodeNormalization;

/// The names of the months in the languages of the stemmers and some more, with the cases and abbreviations used in
/// dates; a name of two words has `_` between them. Accents and case do not matter.
const MONTHS: [&str; 12] = [
    "january jan januar jänner janner janvier janv enero ene gennaio gen janeiro januari tammikuuta tammikuu ocak oca \
     января январь янв ianuarie ian január ιανουαρίου ιανουάριος ιαν يناير كانون_الثاني جانفي ஜனவரி ஜன stycznia sty \
     ledna січня",
    "february feb februar feber february février févr fév febrero febbraio fevereiro fev februari helmikuuta helmikuu \
     şubat şub февраля февраль фев февр februarie február febr φεβρουαρίου φεβρουάριος φεβ φεβρ فبراير شباط فيفري பிப்ரவரி \
     பிப் lutego lut února лютого",
    "march mar märz mrz mär mars marzo março maart mrt marts maaliskuuta maaliskuu mart марта март мар martie március \
     márc μαρτίου μάρτιος μαρ μαρτ مارس آذار மார்ச் marca března березня",
    "april apr avril avr abril abr aprile aprilie huhtikuuta huhtikuu nisan nis апреля апрель апр április ápr απριλίου \
     απρίλιος απρ أبريل إبريل نيسان أفريل ஏப்ரல் ஏப் kwietnia kwi dubna квітня",
    "may mai mayo maggio mag maio mei maj toukokuuta toukokuu mayıs мая май május máj μαΐου μάιος μαϊ مايو أيار ماي மே \
     maja května травня",
    "june jun juni juin junio giugno giu junho kesäkuuta kesäkuu haziran haz июня июнь июн iunie iun június jún ιουνίου \
     ιούνιος ιουν يونيو يونيه حزيران جوان ஜூன் czerwca cze června червня",
    "july jul juli juillet juil julio luglio lug julho heinäkuuta heinäkuu temmuz tem июля июль июл iulie iul július júl \
     ιουλίου ιούλιος ιουλ يوليو يوليه تموز جويلية يوليوز ஜூலை lipca lip července липня",
    "august aug août aout agosto ago augustus augusti elokuuta elokuu ağustos ağu августа август авг augusztus \
     αυγούστου αύγουστος αυγ أغسطس آب أوت غشت ஆகஸ்ட் ஆக sierpnia sie srpna серпня",
    "september sep sept septembre septiembre setiembre set settembre sett setembro syyskuuta syyskuu eylül eyl сентября \
     сентябрь сен сент septembrie szeptember szept σεπτεμβρίου σεπτέμβριος σεπ σεπτ سبتمبر أيلول شتنبر செப்டம்பர் செப் \
     września wrz září вересня",
    "october oct oktober okt octobre octubre ottobre ott outubro out lokakuuta lokakuu ekim eki октября октябрь окт \
     octombrie október οκτωβρίου οκτώβριος οκτ أكتوبر تشرين_الأول அக்டோபர் அக் października paź října жовтня",
    "november nov novembre noviembre novembro marraskuuta marraskuu kasım kas ноября ноябрь ноя нояб noiembrie \
     νοεμβρίου νοέμβριος νοε نوفمبر تشرين_الثاني نونبر நவம்பர் நவ listopada listopadu листопада",
    "december dec dezember dez décembre déc diciembre dic dicembre dezembro desember des joulukuuta joulukuu aralık ara \
     декабря декабрь дек decembrie δεκεμβρίου δεκέμβριος δεκ ديسمبر كانون_الأول دجنبر டிசம்பர் டிச grudnia gru prosince \
     грудня",
];

static BY_NAME: LazyLock<HashMap<String, i16, FixedState>> = LazyLock::new(|| {
    let months = (1..).zip(MONTHS);
    months.flat_map(|(month, names)| names.split(' ').map(move |name| (folded(name), month))).collect()
});

/// The month, from 1, that a word names.
pub(super) fn month(word: &str) -> Option<i16> {
    BY_NAME.get(&folded(word)).copied()
}

/// The month that two words name together.
pub(super) fn month_of_two(first: &str, second: &str) -> Option<i16> {
    month(&format!("{first}_{second}"))
}

/// A name without case, accents and the dots that Turkish capitals have or lack.
fn folded(name: &str) -> String {
    let lower = name.to_lowercase();
    lower.nfd().filter(|&c| !is_accent(c)).map(|c| if c == 'ı' { 'i' } else { c }).collect()
}

/// A mark that a name may lack: of Latin, Greek and Cyrillic letters, and the hamza and vowels of Arabic. The vowels of
/// Tamil are none.
fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{655}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_is_that_of_two_months() {
        for (number, names) in (1..).zip(MONTHS) {
            for name in names.split(' ') {
                assert_eq!(month(name), Some(number), "{name}");
            }
        }
    }

    #[test]
    fn case_and_accents_do_not_matter() {
        assert_eq!(["ΙΟΥΝΙΟΥ", "HAZİRAN", "Juin", "ИЮНЯ", "JÚNIUS"].map(month), [Some(6); 5]);
        assert_eq!((month("KASIM"), month("fe\u{301}vrier"), month("اكتوبر")), (Some(11), Some(2), Some(10)));
        assert_eq!(month_of_two("تشرين", "الأول"), Some(10));
        assert_eq!(month("monday"), None);
    }
}
