//! Large letters for a headline, out of half blocks or, where only ASCII is drawn, out of `#`: they
//! need nothing of the terminal but its cells. What has no letter here is not drawn large at all.
//!
//! It must not know what it writes.

/// Rows of a letter, in dots.
const DOTS: usize = 6;

/// How large, and out of what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// Two columns and a row for a dot.
    Double,
    /// A column and a row for a dot; ASCII.
    Plain,
    /// A column and half a row for a dot.
    Half,
}

impl Size {
    /// Rows that a headline takes.
    pub fn rows(self) -> u16 {
        match self {
            Size::Double | Size::Plain => DOTS as u16,
            Size::Half => DOTS as u16 / 2,
        }
    }
}

/// The sizes to try, the largest first.
pub fn sizes(ascii: bool) -> &'static [Size] {
    if ascii { &[Size::Plain] } else { &[Size::Double, Size::Half] }
}

/// A text in large letters, as lines of the same width; `None` if it is wider than `columns` or has
/// a letter that is not here.
pub fn lines(text: &str, columns: u16, size: Size, ascii: bool) -> Option<Vec<String>> {
    let dots = dots(text)?;
    let wide = if size == Size::Double { 2 } else { 1 };
    let columns = usize::from(columns);
    if text.is_empty() || dots.iter().any(|row| row.len() * wide > columns) {
        return None;
    }
    Some(match size {
        Size::Double | Size::Plain => {
            let full = if ascii { "#" } else { "█" };
            let cell = |dot: &bool| if *dot { full.repeat(wide) } else { " ".repeat(wide) };
            dots.iter().map(|row| row.iter().map(cell).collect()).collect()
        }
        Size::Half => dots
            .chunks(2)
            .map(|pair| {
                let cell = |(upper, lower): (&bool, &bool)| match (upper, lower) {
                    (true, true) => '█',
                    (true, false) => '▀',
                    (false, true) => '▄',
                    (false, false) => ' ',
                };
                pair[0].iter().zip(&pair[1]).map(cell).collect()
            })
            .collect(),
    })
}

/// A text as large as it can be in so many columns and rows: in one line, or else in two of smaller
/// letters, broken where a word of it ends. `None` if it has no room, or a letter that is not here.
pub fn largest(text: &str, (columns, rows): (u16, u16), ascii: bool) -> Option<Vec<String>> {
    let one = |size: &Size| {
        if size.rows() > rows { None } else { lines(text, columns, *size, ascii) }
    };
    let two = |size: &Size| {
        let (first, second) = halves(text).filter(|_| size.rows() * 2 <= rows)?;
        let mut both = lines(first, columns, *size, ascii)?;
        both.extend(lines(second, columns, *size, ascii)?);
        Some(both)
    };
    sizes(ascii).iter().find_map(one).or_else(|| sizes(ascii).iter().find_map(two))
}

/// The two parts of a name that are most alike in length: before a capital, or after a sign that
/// joins words.
fn halves(text: &str) -> Option<(&str, &str)> {
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    let breaks = letters.windows(2).filter_map(|pair| {
        let [(_, before), (at, letter)] = pair else { return None };
        let ends = matches!(before, '-' | '.' | '_' | ' ')
            || (letter.is_uppercase() && before.is_lowercase());
        ends.then_some(*at)
    });
    let best = breaks.min_by_key(|at| (text.len() - at).abs_diff(*at))?;
    Some((text[..best].trim_end(), &text[best..]))
}

/// The dots of a text, row by row.
fn dots(text: &str) -> Option<Vec<Vec<bool>>> {
    let mut rows: Vec<Vec<bool>> = vec![Vec::new(); DOTS];
    for letter in text.chars() {
        let (_, art) = LETTERS.iter().find(|(known, _)| *known == letter)?;
        for (row, dots) in rows.iter_mut().zip(art.split(' ')) {
            if !row.is_empty() {
                row.push(false);
            }
            row.extend(dots.bytes().map(|dot| dot == b'#'));
        }
    }
    Some(rows)
}

/// The letters: six rows each, the last one below the line.
#[rustfmt::skip]
const LETTERS: &[(char, &str)] = &[
    ('A', ".##. #..# #### #..# #..# ...."),
    ('B', "###. #..# ###. #..# ###. ...."),
    ('C', ".### #... #... #... .### ...."),
    ('D', "###. #..# #..# #..# ###. ...."),
    ('E', "#### #... ###. #... #### ...."),
    ('F', "#### #... ###. #... #... ...."),
    ('G', ".### #... #.## #..# .### ...."),
    ('H', "#..# #..# #### #..# #..# ...."),
    ('I', "### .#. .#. .#. ### ..."),
    ('J', "..## ...# ...# #..# .##. ...."),
    ('K', "#..# #.#. ##.. #.#. #..# ...."),
    ('L', "#... #... #... #... #### ...."),
    ('M', "#...# ##.## #.#.# #...# #...# ....."),
    ('N', "#..# ##.# #.## #..# #..# ...."),
    ('O', ".##. #..# #..# #..# .##. ...."),
    ('P', "###. #..# ###. #... #... ...."),
    ('Q', ".##. #..# #..# #.#. .#.# ...."),
    ('R', "###. #..# ###. #.#. #..# ...."),
    ('S', ".### #... .##. ...# ###. ...."),
    ('T', "##### ..#.. ..#.. ..#.. ..#.. ....."),
    ('U', "#..# #..# #..# #..# .##. ...."),
    ('V', "#...# #...# .#.#. .#.#. ..#.. ....."),
    ('W', "#...# #...# #.#.# ##.## #...# ....."),
    ('X', "#..# #..# .##. #..# #..# ...."),
    ('Y', "#.# #.# .#. .#. .#. ..."),
    ('Z', "#### ...# .##. #... #### ...."),
    ('a', ".... .### #..# #..# .### ...."),
    ('b', "#... ###. #..# #..# ###. ...."),
    ('c', "... .## #.. #.. .## ..."),
    ('d', "...# .### #..# #..# .### ...."),
    ('e', ".... .##. #### #... .### ...."),
    ('f', ".## .#. ### .#. .#. ..."),
    ('g', ".... .### #..# .### ...# ###."),
    ('h', "#... ###. #..# #..# #..# ...."),
    ('i', "# . # # # ."),
    ('j', ".# .. .# .# .# #."),
    ('k', "#.. #.# ##. #.# #.# ..."),
    ('l', "# # # # # ."),
    ('m', "..... ####. #.#.# #.#.# #.#.# ....."),
    ('n', ".... ###. #..# #..# #..# ...."),
    ('o', ".... .##. #..# #..# .##. ...."),
    ('p', ".... ###. #..# #..# ###. #..."),
    ('q', ".... .### #..# #..# .### ...#"),
    ('r', "... #.# ##. #.. #.. ..."),
    ('s', ".... .### ##.. ..## ###. ...."),
    ('t', ".#. ### .#. .#. .## ..."),
    ('u', ".... #..# #..# #..# .### ...."),
    ('v', "... #.# #.# #.# .#. ..."),
    ('w', "..... #.#.# #.#.# #.#.# .#.#. ....."),
    ('x', "... #.# .#. .#. #.# ..."),
    ('y', ".... #..# #..# .### ...# ###."),
    ('z', ".... #### ..#. .#.. #### ...."),
    ('0', ".##. #..# #..# #..# .##. ...."),
    ('1', ".#. ##. .#. .#. ### ..."),
    ('2', "###. ...# .##. #... #### ...."),
    ('3', "###. ...# .##. ...# ###. ...."),
    ('4', "#..# #..# #### ...# ...# ...."),
    ('5', "#### #... ###. ...# ###. ...."),
    ('6', ".##. #... ###. #..# .##. ...."),
    ('7', "#### ...# ..#. .#.. .#.. ...."),
    ('8', ".##. #..# .##. #..# .##. ...."),
    ('9', ".##. #..# .### ...# .##. ...."),
    ('-', "... ... ### ... ... ..."),
    ('_', ".... .... .... .... #### ...."),
    ('\'', "# # . . . ."),
    ('.', ". . . . # ."),
    (':', ". # . # . ."),
    ('<', "..# .#. #.. .#. ..# ..."),
    ('>', "#.. .#. ..# .#. #.. ..."),
    ('+', "... .#. ### .#. ... ..."),
    ('=', "... ### ... ### ... ..."),
    ('?', "###. ...# .##. .... .#.. ...."),
    ('!', "# # # . # ."),
    ('/', "..# ..# .#. #.. #.. ..."),
    ('(', ".# #. #. #. .# .."),
    (')', "#. .# .# .# #. .."),
    (',', ".. .. .. .# #. .."),
    ('#', ".#.#. ##### .#.#. ##### .#.#. ....."),
    (' ', ".. .. .. .. .. .."),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_is_six_rows_of_one_width() {
        for (letter, art) in LETTERS {
            let rows: Vec<&str> = art.split(' ').collect();
            assert_eq!(rows.len(), DOTS, "{letter}");
            assert!(
                rows.iter().all(|row| row.len() == rows[0].len()
                    && row.bytes().all(|dot| dot == b'#' || dot == b'.')),
                "{letter}"
            );
        }
        let all: std::collections::BTreeSet<char> =
            LETTERS.iter().map(|(letter, _)| *letter).collect();
        assert_eq!(all.len(), LETTERS.len(), "no letter twice");
        assert!(('a'..='z').chain('A'..='Z').chain('0'..='9').all(|letter| all.contains(&letter)));
    }

    #[test]
    fn a_long_name_takes_two_lines_of_letters() {
        assert_eq!(halves("StoreLogoffTransports"), Some(("StoreLogoff", "Transports")));
        assert_eq!(halves("contents-1"), Some(("contents-", "1")));
        assert_eq!(halves("release"), None);
        for name in ["StoreLogoffTransports", "< StoreLogoffTransports"] {
            let lines = largest(name, (76, 6), false).expect("has room");
            assert_eq!(lines.len(), 6, "{name}");
        }
        assert_eq!(largest("StoreLogoffTransports", (76, 3), false), None);
    }

    #[test]
    fn a_headline_is_drawn_or_not_at_all() {
        let small = lines("R4", 10, Size::Half, false).expect("has room");
        assert_eq!(small, ["█▀▀▄ █  █", "█▀█  ▀▀▀█", "▀  ▀    ▀"]);
        assert_eq!(lines("R4", 8, Size::Half, false), None, "no room");
        assert_eq!(lines("não", 80, Size::Half, false), None, "no letter");
        let ascii = lines("R4", 80, Size::Plain, true).expect("has room");
        assert!(ascii.iter().all(|line| line.is_ascii()) && ascii.len() == 6);
        let double = lines("Release", 80, Size::Double, false).expect("has room");
        assert!(double.iter().all(|line| line.chars().count() == double[0].chars().count()));
    }
}
