//! What a lesson is called above its run: its title, and in a review which of its questions this
//! is. It must not know how a title is drawn.

use crate::tui::model::lesson::LessonStage;
use crate::tui::model::reader::Reader;

/// The title of a lesson on the stage.
pub fn title(lesson: &LessonStage, reader: Reader) -> String {
    let title = lesson.title(reader.lang);
    let Some(review) = &lesson.review else { return title };
    // Where signs are words, a comma follows at once.
    let apart = match reader.theme.glyphs.dot {
        "," => ", ".to_owned(),
        dot => format!(" {dot} "),
    };
    let arguments = [
        ("at", (review.at + 1).min(review.questions.len()).into()),
        ("all", review.questions.len().into()),
        ("apart", apart.into()),
        ("lesson", title.into()),
    ];
    reader.words().with("review-title", &arguments)
}
