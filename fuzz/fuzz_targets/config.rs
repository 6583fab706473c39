//! Any `diglot.toml` is read: what is wrong with it is told with a place inside the text.

#![no_main]

use diglot::project::{Layer, Settings, rule_ids};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let (layer, faults) = Layer::from_toml(text, &rule_ids());
    for fault in faults {
        assert!(usize::from(fault.range.end()) <= text.len(), "{}: outside the text", fault.message);
        assert!(!fault.message.is_empty());
    }
    let _ = Settings::of(layer);
});
