//! The measures of association by name: what the columns of a table are filled from, and whom to cite for each.

use super::collocation::Association;

/// A measure of how strongly two words attract each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AssociationMeasure {
    /// [`Association::pmi`].
    Pmi,
    /// [`Association::npmi`].
    Npmi,
    /// [`Association::mi3`].
    Mi3,
    /// [`Association::t`].
    T,
    /// [`Association::z`].
    Z,
    /// [`Association::g2`].
    G2,
    /// [`Association::log_dice`].
    LogDice,
    /// [`Association::delta_p_12`].
    DeltaP12,
    /// [`Association::delta_p_21`].
    DeltaP21,
    /// The λ of [`Association::lambda`].
    Lambda,
    /// Its z.
    LambdaZ,
}

impl AssociationMeasure {
    /// Every measure, in the order of columns.
    pub const ALL: [Self; 11] = [
        Self::Pmi,
        Self::Npmi,
        Self::Mi3,
        Self::T,
        Self::Z,
        Self::G2,
        Self::LogDice,
        Self::DeltaP12,
        Self::DeltaP21,
        Self::Lambda,
        Self::LambdaZ,
    ];

    /// Its column.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pmi => "pmi",
            Self::Npmi => "npmi",
            Self::Mi3 => "mi3",
            Self::T => "t",
            Self::Z => "z",
            Self::G2 => "g2",
            Self::LogDice => "log_dice",
            Self::DeltaP12 => "delta_p_12",
            Self::DeltaP21 => "delta_p_21",
            Self::Lambda => "lambda",
            Self::LambdaZ => "lambda_z",
        }
    }

    /// Who proposed it.
    pub fn cite(self) -> &'static str {
        match self {
            Self::Pmi => "Church & Hanks (1990)",
            Self::Npmi => "Bouma (2009)",
            Self::Mi3 => "Daille (1994)",
            Self::T => "Church et al. (1991)",
            Self::Z => "Berry-Rogghe (1973)",
            Self::G2 => "Dunning (1993)",
            Self::LogDice => "Rychlý (2008)",
            Self::DeltaP12 | Self::DeltaP21 => "Gries (2013)",
            Self::Lambda | Self::LambdaZ => "Blaheta & Johnson (2001)",
        }
    }

    /// The score of two words; `None` where it is undefined.
    pub fn score(self, pair: &Association) -> Option<f64> {
        match self {
            Self::Pmi => pair.pmi(),
            Self::Npmi => pair.npmi(),
            Self::Mi3 => pair.mi3(),
            Self::T => pair.t(),
            Self::Z => pair.z(),
            Self::G2 => pair.g2(),
            Self::LogDice => pair.log_dice(),
            Self::DeltaP12 => pair.delta_p_12(),
            Self::DeltaP21 => pair.delta_p_21(),
            Self::Lambda => pair.lambda().map(|lambda| lambda.lambda),
            Self::LambdaZ => pair.lambda().map(|lambda| lambda.z),
        }
    }
}
