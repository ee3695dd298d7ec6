//! Ring 0: MAPI's names, spelled as in the headers (`MAPIDefS.h`, `MAPISPI.h`, `MAPIX.h`,
//! `MAPICode.h`).
//!
//! It must not know what any of these names *does*: behaviour is in `assets/bodies/`.

pub(crate) mod cite;
pub mod flags;
pub(crate) mod hresult;
pub(crate) mod methods;
mod page_index;
pub(crate) mod sources;

pub use cite::Cite;
pub use flags::{FlagSet, flag_names, flag_value};
pub use hresult::{hresult_name, hresult_value};
pub use methods::{MethodSpec, method_spec};
