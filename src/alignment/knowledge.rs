//! What was learned of two texts as wholes, with which any stretch of them can be aligned again.

use std::collections::HashMap;

use super::Level;
use super::evidence::{Evidence, Hashed, Occurrences, Vocabulary, Weight, assumed, pair_key};
use super::features::{Class, Features, Placing, Sign};
use super::lexicon::{Lexicon, Pair};
use super::model::{Background, Params};
use super::score::Model;

/// What was learned of two texts as wholes.
#[derive(Debug)]
pub(super) struct Knowledge {
    level: Level,
    params: Params,
    backgrounds: (Background, Background),
    /// What each sign says that says something, by its key.
    weights: HashMap<u64, Weight, Hashed>,
    /// The keys of the word pairs that the stems of a side are in.
    source_pairs: HashMap<u64, u64, Hashed>,
    target_pairs: HashMap<u64, u64, Hashed>,
    /// What a number or piece of code says that is new on both sides.
    new_number: Weight,
    new_code: Weight,
}

impl Knowledge {
    /// What two texts were last aligned with.
    pub(super) fn new(
        model: &Model<'_>,
        params: &Params,
        vocabulary: &Vocabulary,
        weights: &[Weight],
        lexicon: &Lexicon,
    ) -> Self {
        let (sources, targets) = model.sizes();
        let heard = vocabulary.keys().zip(weights).filter(|(_, weight)| weight.shared > 0.0);
        let weights: HashMap<u64, Weight, Hashed> = heard.map(|(key, &weight)| (key, weight)).collect();
        let pairs = |stem: fn(&Pair) -> u64| {
            let all = lexicon.index(stem).into_iter().map(|(stem, number)| (stem, pair_key(number)));
            all.filter(|(_, key)| weights.contains_key(key)).collect()
        };
        Self {
            level: model.level,
            params: params.clone(),
            backgrounds: model.backgrounds().clone(),
            source_pairs: pairs(|pair| pair.source),
            target_pairs: pairs(|pair| pair.target),
            new_number: assumed(Class::Number, sources, targets),
            new_code: assumed(Class::Code, sources, targets),
            weights,
        }
    }

    /// A model of two stretches.
    pub(super) fn model<'a>(&self, source: &'a [Features], target: &'a [Features]) -> Model<'a> {
        let evidence = self.evidence(source, target);
        Model::against(self.level, (source, target), &self.params, self.backgrounds.clone(), evidence)
    }

    /// The signs of two stretches, with the weights they have in the whole texts.
    fn evidence(&self, source: &[Features], target: &[Features]) -> Evidence {
        let mut signs = Signs { knowledge: self, numbers: HashMap::default(), weights: Vec::new() };
        let mut unknown: HashMap<u64, bool, Hashed> = HashMap::default();
        for &sign in source.iter().flat_map(|unit| &unit.words.signs) {
            if signs.is_new(sign) {
                unknown.insert(sign.hash(), false);
            }
        }
        if !unknown.is_empty() {
            for sign in target.iter().flat_map(|unit| &unit.words.signs) {
                if let Some(shared) = unknown.get_mut(&sign.hash()) {
                    *shared = true;
                }
            }
        }
        let is_shared = |sign: Sign| unknown.get(&sign.hash()).is_some_and(|&shared| shared);
        let source = signs.occurrences(source, &self.source_pairs, is_shared);
        let target = signs.occurrences(target, &self.target_pairs, is_shared);
        Evidence::of(source, target, &signs.weights)
    }
}

/// The signs of a stretch, numbered.
struct Signs<'a> {
    knowledge: &'a Knowledge,
    numbers: HashMap<u64, u32, Hashed>,
    weights: Vec<Weight>,
}

impl Signs<'_> {
    /// Whether a sign says something though the whole texts did not have it on both sides. Words do not: one that was
    /// on one side only is none that comes back.
    fn is_new(&self, sign: Sign) -> bool {
        matches!(sign.class(), Class::Number | Class::Code)
            && !self.knowledge.weights.contains_key(&sign.hash())
    }

    fn occurrences(
        &mut self,
        units: &[Features],
        pairs: &HashMap<u64, u64, Hashed>,
        is_shared: impl Fn(Sign) -> bool,
    ) -> Occurrences {
        let mut occurrences = Occurrences::default();
        for unit in units {
            let words = &unit.words;
            let mut found: Vec<(u32, Placing)> = Vec::new();
            for (&sign, &place) in words.signs.iter().zip(&words.sign_places) {
                let known = self.knowledge.weights.get(&sign.hash()).copied();
                let weight = known.or_else(|| is_shared(sign).then(|| self.assumed(sign)));
                found.extend(weight.map(|weight| (self.number(sign.hash(), weight), place)));
            }
            for (stem, &place) in words.stems.iter().zip(&words.stem_places) {
                if let Some(key) = pairs.get(stem) {
                    found.push((self.number(*key, self.knowledge.weights[key]), place));
                }
            }
            occurrences.push(found);
        }
        occurrences
    }

    fn assumed(&self, sign: Sign) -> Weight {
        if sign.class() == Class::Code { self.knowledge.new_code } else { self.knowledge.new_number }
    }

    fn number(&mut self, key: u64, weight: Weight) -> u32 {
        *self.numbers.entry(key).or_insert_with(|| {
            self.weights.push(weight);
            self.weights.len() as u32 - 1
        })
    }
}
