//! Which files belong together: configuration, naming, content. The only room that reads files.

pub mod config;
pub mod detect;
pub mod files;
pub mod glob;
pub mod pairing;
pub mod path;
pub mod tag;
pub mod uri;
