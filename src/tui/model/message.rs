//! Everything that can be asked of the interface, whoever asks: a key, the mouse, the clock, a
//! lesson.

use std::time::Duration;

use crate::sim::event::Ledger;
use crate::workshop::Command;

/// A wish.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Message {
    /// Leave.
    Quit,
    /// Leave at once, as after SIGINT.
    Interrupt,
    /// Go to sleep, as after SIGTSTP.
    Suspend,
    /// One beat forward.
    Beat,
    /// One beat back.
    Back,
    /// One statement forward.
    Statement,
    /// One statement back.
    StatementBack,
    /// Past the next call.
    Over,
    /// Past the end of the running method.
    Out,
    /// To the start.
    First,
    /// To the end.
    Last,
    /// To the place before the last jump.
    Undo,
    /// And back again.
    Redo,
    /// Play or pause.
    Play,
    /// Play faster.
    Faster,
    /// Play slower.
    Slower,
    /// Begin again at the end, or not.
    Loop,
    /// Ask for a step to go to.
    Goto,
    /// Focus a ledger, or go to its next change if it has the focus.
    Ledger(Ledger),
    /// The next panel.
    Swap,
    /// One panel over the whole window, or not.
    Enlarge,
    /// Up, in whatever has the focus.
    Up,
    /// Down.
    Down,
    /// To the left.
    Left,
    /// To the right.
    Right,
    /// A page up.
    PageUp,
    /// A page down.
    PageDown,
    /// The next thing to choose from.
    NextTab,
    /// The thing before.
    PreviousTab,
    /// Do it.
    Enter,
    /// Close, or go home.
    Escape,
    /// Why is it so?
    Why,
    /// Who still holds it?
    Holders,
    /// What if?
    WhatIf,
    /// Two runs side by side.
    Compare,
    /// This run becomes the ghost, the ghost becomes this run.
    Exchange,
    /// The rules.
    Rules,
    /// Where the documents disagree.
    Readings,
    /// The guide page's statements.
    Checklist,
    /// What survives.
    Survives,
    /// What the words mean.
    Glossary,
    /// The run as a sequence diagram.
    Sequence,
    /// Search.
    Search,
    /// The next hit of the search.
    NextHit,
    /// The hit before.
    PreviousHit,
    /// The keys.
    Help,
    /// The other language.
    Language,
    /// The next palette.
    Look,
    /// The situation as text, into the clipboard.
    Copy,
    /// The situation as text, into a file.
    Save,
    /// The run in which the chosen bug shows itself.
    OwnRun,
    /// All values of the selected setting.
    Values,
    /// The home screen.
    Home,
    /// Mouse on or off.
    Mouse,
    /// A character of a text that is being typed.
    Char(char),
    /// Delete the last character.
    Backspace,
    /// A click, by column and row.
    Click(u16, u16),
    /// The pointer moves with the button down; its column.
    Drag(u16),
    /// The wheel turns up or down over a column and row.
    Wheel(bool, (u16, u16)),
    /// To the next scene of a lesson.
    Scene,
    /// Mark the selected line as an answer, or take the mark away.
    Mark,
    /// Mark an answer by its letter.
    Pick(u8),
    /// A hint.
    Hint,
    /// Show the answer.
    Reveal,
    /// The reference card of a lesson.
    Card,
    /// Something that only a projector has.
    Present(Wish),
    /// Something that the notes ask of the projector.
    Ask(Command),
    /// The window has another size.
    Resize(u16, u16),
    /// Time has passed.
    Elapsed(Duration),
}

/// A wish that only makes sense in front of a room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// Blank the screen; any key brings it back.
    Blank,
    /// Back to the place of the talk and the projector's layout.
    Place,
    /// The next ledger in full, or all of them in short form.
    Ledger,
    /// A digit: of a count, or of the number of a scene.
    Digit(u8),
    /// One digit less.
    Erase,
    /// Begin to type the number of a scene.
    Number,
    /// Count for the option of a letter.
    Option(u8),
    /// Count for the option above.
    Up,
    /// Count for the option below.
    Down,
    /// To the scene whose number was typed, or to the next one; at a question, to the next option.
    Enter,
    /// Show what the machine does.
    Reveal,
    /// A key without a meaning was pressed, while any key has one.
    AnyKey,
}

/// What only the outside can do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// End the program.
    Quit(Exit),
    /// Put a text into the clipboard.
    Copy(String),
    /// Put a text into a file.
    Save(String),
    /// Go to sleep.
    Suspend,
    /// Begin or cease to listen to the mouse.
    Mouse(bool),
    /// The lesson that is played was finished.
    Finished,
    /// Ask the projector for something.
    Ask(Command),
}

/// How the interface was left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// On request.
    Done,
    /// Interrupted from the keyboard.
    Interrupted,
    /// Ended by a signal.
    Signalled(i32),
}
