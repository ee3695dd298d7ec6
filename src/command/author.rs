//! `teardown new` and `teardown schema`: what the author of a lesson begins with.

use std::path::Path;

use super::save::save;
use super::{Ended, Failure, Outcome, print};
use crate::cli::{NewArgs, SchemaArgs, SchemaOf};
use crate::diagnostic::Diagnostic;
use crate::headless::jsonl::RUN_SCHEMA;
use crate::lesson::template;
use crate::text::Lang;
use crate::words::Words;

pub(super) fn new(args: &NewArgs, lang: Lang) -> Outcome {
    let path = Path::new(&args.file);
    let stem = path.file_stem().map_or("", |stem| stem.to_str().unwrap_or("")).replace(['-', '_'], " ");
    let text = template::template(args.title.as_deref().unwrap_or(&stem));
    if path.exists() {
        let message = Words::of(lang).with("error-exists", &[("file", args.file.as_str().into())]);
        return Err(Failure::usage(Diagnostic::error("exists", "", None, message)));
    }
    save(path, text.as_bytes(), false)?;
    let arguments = [("file", args.file.as_str().into())];
    print(|out| writeln!(out, "{}", Words::of(lang).with("new-written", &arguments)))?;
    Ok(Ended::Well)
}

pub(super) fn schema(args: &SchemaArgs) -> Outcome {
    let text = match args.of {
        SchemaOf::Lesson => template::schema_text(),
        SchemaOf::Run => RUN_SCHEMA.to_owned(),
    };
    print(|out| out.write_all(text.as_bytes()))?;
    Ok(Ended::Well)
}
