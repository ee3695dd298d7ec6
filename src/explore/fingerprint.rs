//! 64 bits that represent a visited state.
//!
//! It must give the same number for the same state in every run of the program: no random seed. It
//! is not meant for input chosen to make states collide.

use std::hash::{Hash, Hasher};

use super::transition_system::PropertySet;

/// The fingerprint of a state together with what its run still owes.
pub(super) fn fingerprint<S: Hash>(state: &S, owed: PropertySet) -> u64 {
    let mut hasher = Packer::new();
    state.hash(&mut hasher);
    if !owed.is_empty() {
        owed.hash(&mut hasher);
    }
    hasher.finish()
}

/// Lays out what is hashed as one stream of bytes and mixes it in a word of eight at a time.
///
/// States are mostly small numbers, variants and lengths: packing them first costs a shift each,
/// where mixing each would cost two multiplications. Each mixing step is a bijection of what came
/// before and of the word, so states that differ in a single word never collide; others do as
/// rarely as random numbers.
struct Packer {
    mixed: u64,
    waiting: u64,
    waiting_bits: u32,
    words: u64,
}

impl Packer {
    fn new() -> Self {
        Packer { mixed: 0x9E37_79B9_7F4A_7C15, waiting: 0, waiting_bits: 0, words: 0 }
    }

    /// Appends the low `bits` of `value`, which has no others; `bits` is from 1 to 64.
    #[inline]
    fn push(&mut self, value: u64, bits: u32) {
        self.waiting |= value << self.waiting_bits;
        let filled = self.waiting_bits + bits;
        if filled < 64 {
            self.waiting_bits = filled;
            return;
        }
        self.mixed = mix(self.mixed ^ self.waiting);
        self.words += 1;
        // What did not fit; with nothing waiting before, all of it did, and a shift by 64 has no
        // meaning.
        self.waiting = value.checked_shr(64 - self.waiting_bits).unwrap_or(0);
        self.waiting_bits = filled - 64;
    }
}

/// The finaliser of SplitMix64: every bit of the input moves about half the bits of the output.
#[inline]
fn mix(word: u64) -> u64 {
    let word = (word ^ (word >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let word = (word ^ (word >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    word ^ (word >> 31)
}

impl Hasher for Packer {
    #[inline]
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        for word in words {
            self.push(u64::from_le_bytes(*word), 64);
        }
        if !rest.is_empty() {
            let word = rest.iter().rev().fold(0, |word, &byte| word << 8 | u64::from(byte));
            self.push(word, rest.len() as u32 * 8);
        }
    }

    #[inline]
    fn write_u8(&mut self, value: u8) {
        self.push(u64::from(value), 8);
    }

    #[inline]
    fn write_u16(&mut self, value: u16) {
        self.push(u64::from(value), 16);
    }

    #[inline]
    fn write_u32(&mut self, value: u32) {
        self.push(u64::from(value), 32);
    }

    #[inline]
    fn write_u64(&mut self, value: u64) {
        self.push(value, 64);
    }

    /// Lengths and variants are nearly always small: one byte, or a byte 255 and the whole.
    #[inline]
    fn write_usize(&mut self, value: usize) {
        if value < 255 {
            self.push(value as u64, 8);
        } else {
            self.push(255, 8);
            self.push(value as u64, 64);
        }
    }

    #[inline]
    fn write_isize(&mut self, value: isize) {
        self.write_usize(value.cast_unsigned());
    }

    /// Closes with what is waiting and with the length, so that a stream and the same one followed
    /// by zeros differ.
    #[inline]
    fn finish(&self) -> u64 {
        let length = self.words * 64 + u64::from(self.waiting_bits);
        mix(mix(self.mixed ^ self.waiting) ^ length)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn print<T: Hash>(value: &T) -> u64 {
        fingerprint(value, PropertySet::NONE)
    }

    #[test]
    fn zeros_at_the_end_are_not_lost() {
        assert_ne!(print(&"a"), print(&"a\0"));
        assert_ne!(print(&vec![0u8]), print(&vec![0u8, 0]));
        assert_ne!(print(&(0u32, 0u32)), print(&0u32));
    }

    #[test]
    fn a_debt_makes_a_difference() {
        assert_ne!(fingerprint(&7u8, PropertySet::one(0)), fingerprint(&7u8, PropertySet::NONE));
        assert_ne!(fingerprint(&7u8, PropertySet::one(0)), fingerprint(&7u8, PropertySet::one(1)));
    }

    #[test]
    fn numbers_that_straddle_words_keep_all_their_bits() {
        for bit in 0..64 {
            assert_ne!(print(&(1u8, 1u64 << bit, 0u8)), print(&(1u8, 0u64, 0u8)), "bit {bit}");
        }
    }

    #[test]
    fn long_lengths_and_large_variants_differ_from_short_ones() {
        let lengths: BTreeSet<u64> = (250usize..1000).map(|length| print(&length)).collect();
        assert_eq!(lengths.len(), 750);
    }

    #[test]
    fn signed_numbers_differ() {
        let prints: BTreeSet<u64> = (-500isize..500).map(|value| print(&value)).collect();
        assert_eq!(prints.len(), 1000);
    }

    #[test]
    fn a_million_states_of_two_words_have_a_million_fingerprints() {
        let mut prints: Vec<u64> = (0..1_000_000u64)
            .map(|n| print(&(n / 1000 * 0x8000_0000_0000, (n % 1000) << 20)))
            .collect();
        prints.sort_unstable();
        prints.dedup();
        assert_eq!(prints.len(), 1_000_000);
    }
}
