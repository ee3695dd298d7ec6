//! The number by which a message is found.
//!
//! The build script makes the index with this very file, so it may import nothing of the program.

/// The number of an id (FNV-1a).
pub fn hash(id: &str) -> u32 {
    id.bytes().fold(0x811c_9dc5, |sum, byte| (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
