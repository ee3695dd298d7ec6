//! Turns every bundled YAML file into the compact form that a start reads, and the word files of
//! each language into one index.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

#[path = "src/yaml/node.rs"]
mod node;
#[path = "src/words/index.rs"]
mod words;

fn main() -> io::Result<()> {
    let out = env::var_os("OUT_DIR")
        .map(PathBuf::from)
        .ok_or_else(|| io::Error::other("cargo sets OUT_DIR"))?;
    for folder in ["assets", "lessons"] {
        println!("cargo::rerun-if-changed={folder}");
        compact(Path::new(folder), &out)?;
    }
    for lang in ["en", "pt-BR"] {
        index(Path::new("assets/text"), lang, &out)?;
    }
    println!("cargo::rerun-if-changed=src/yaml/node.rs");
    println!("cargo::rerun-if-changed=src/words");
    Ok(())
}

fn index(folder: &Path, lang: &str, out: &Path) -> io::Result<()> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.to_str().is_some_and(|path| path.ends_with(&format!(".{lang}.ftl"))) {
            files.push(fs::read_to_string(&path)?);
        }
    }
    fs::write(out.join(format!("words.{lang}")), words::index(&files))
}

fn compact(folder: &Path, out: &Path) -> io::Result<()> {
    fs::create_dir_all(out.join(folder))?;
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            compact(&path, out)?;
        } else if path.extension().is_some_and(|extension| extension == "yaml") {
            let text = fs::read_to_string(&path)?;
            let read = node::Node::parse(&text, serde_yaml::Options::default());
            let node =
                read.map_err(|error| io::Error::other(format!("{}: {error}", path.display())))?;
            let mut bytes = Vec::new();
            node.encode(&mut bytes);
            fs::write(out.join(&path), bytes)?;
        }
    }
    Ok(())
}
