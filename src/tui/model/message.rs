//! Everything that can be asked of the interface: by a key, the mouse, the clock, a
//! lesson.

use std::time::Duration;

use crate::sim::event::Ledger;
use crate::workshop::RemoteCommand;

/// A request to the interface; `update` applies it to the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Message {
    /// Ends the program; a talk asks once more before that.
    Quit,
    /// Leave at once, as after SIGINT.
    Interrupt,
    /// Go to sleep, as after SIGTSTP.
    Suspend,
    /// Moves one beat forward.
    Beat,
    /// Moves one beat back.
    Back,
    /// Moves one statement forward.
    Statement,
    /// Moves one statement back.
    StatementBack,
    /// Past the next call.
    Over,
    /// Past the end of the running method.
    Out,
    /// Moves to the start of the run.
    First,
    /// Moves to the end of the run.
    Last,
    /// To the place before the last jump.
    Undo,
    /// Takes back what [`Message::Undo`] did.
    Redo,
    /// Starts or pauses playing by itself.
    Play,
    /// Plays at the next higher speed.
    Faster,
    /// Plays at the next lower speed.
    Slower,
    /// Begin again at the end, or not.
    Loop,
    /// Ask for a step to go to.
    Goto,
    /// Focus a ledger, or go to its next change if it has the focus.
    Ledger(Ledger),
    /// Moves the focus to the next panel.
    Swap,
    /// One panel over the whole window, or not.
    Enlarge,
    /// To the code of the call further out.
    Caller,
    /// Back towards the running call.
    Callee,
    /// Scrolls the code up.
    CodeUp,
    /// Scrolls the code down.
    CodeDown,
    /// Up, in whatever has the focus.
    Up,
    /// Moves down, in whatever has the focus.
    Down,
    /// Moves to the left, in whatever has the focus.
    Left,
    /// Moves to the right, in whatever has the focus.
    Right,
    /// Moves up by a page.
    PageUp,
    /// Moves down by a page.
    PageDown,
    /// The next thing to choose from.
    NextTab,
    /// Selects the previous thing to choose from.
    PreviousTab,
    /// Does what the selected line offers.
    Enter,
    /// Close, or go home.
    Escape,
    /// Why is it so?
    Why,
    /// Who still holds it?
    Holders,
    /// Opens the sheet of changes to try.
    WhatIf,
    /// Two runs side by side.
    Compare,
    /// This run becomes the ghost, the ghost becomes this run.
    Exchange,
    /// Opens the sheet of rules.
    Rules,
    /// To the next place where a rule is broken.
    NextViolation,
    /// To the one before.
    PreviousViolation,
    /// Where the documents disagree.
    Readings,
    /// The guide page's statements.
    Checklist,
    /// Opens the sheet of what survives the shutdown.
    Survives,
    /// What the words mean.
    Glossary,
    /// The run as a sequence diagram.
    Sequence,
    /// Opens the finder over everything that there is.
    Find,
    /// Opens the list of runs that can be taken up again.
    OpenRuns,
    /// Begins the review of what is due.
    Review,
    /// Opens the search for steps of the run.
    Search,
    /// The next hit of the search.
    NextHit,
    /// Moves to the previous hit of the search.
    PreviousHit,
    /// Opens the list of keys.
    Help,
    /// Switches to the other language.
    Language,
    /// Switches to the next palette.
    Look,
    /// The situation as text, into the clipboard.
    Copy,
    /// The situation as text, into a file.
    Save,
    /// The run in which the chosen bug shows itself.
    OwnRun,
    /// Sets the settings of the path picker back to their defaults.
    Reset,
    /// All values of the selected setting.
    Values,
    /// Opens the home screen.
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
    /// Asks for the next hint to the open question.
    Hint,
    /// Gives the question up and shows the answer.
    Reveal,
    /// The exercise of a lesson's scene: its run with other settings.
    Exercise,
    /// The reference card of a lesson.
    Card,
    /// Something that only the workbench has.
    Bench(BenchMessage),
    /// Something that only a projector has.
    Present(TalkMessage),
    /// Something that the notes ask of the projector.
    Ask(RemoteCommand),
    /// The window has another size.
    Resize(u16, u16),
    /// What moves arrives at once.
    Arrive,
    /// Virtual time has passed, so that animations and playing continue.
    Elapsed(Duration),
}

/// A request of the workbench.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BenchMessage {
    /// Judges what is on the bench, or ends the judgement that runs.
    Judge,
    /// Moves the selected statement one place up.
    Raise,
    /// Moves the selected statement one place down.
    Lower,
    /// Puts the shortest run that breaks a rule on the stage.
    Show,
    /// Goes to the workbench: back from a run, or to the task that a lesson names.
    Open,
    /// Shows the statements as C++, or as on the stage again.
    Cpp,
    /// Opens the next task.
    Next,
    /// Puts the learner's best solution on the bench.
    TakeUp,
    /// Shows what the selected statement inserts.
    Inside,
}

/// A request that only applies while presenting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TalkMessage {
    /// Blank the screen; any key brings it back.
    Blank,
    /// Back to the place of the talk and the projector's layout.
    Place,
    /// Opens the questions of the speaker's own.
    Questions,
    /// To the next item of the talk.
    NextItem,
    /// To the item before, as it was left.
    PreviousItem,
    /// The next ledger in full, or all of them in short form.
    Ledger,
    /// A digit: of a count, or of the number of a scene.
    Digit(u8),
    /// A digit of a count that came when nothing was asked any more.
    Late,
    /// Deletes the last digit that was typed.
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
    /// Marks a line for the room, or takes the mark away.
    Pointer,
    /// A key without a meaning was pressed, while any key has one.
    AnyKey,
}

/// What only the outside can do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Ends the program with this reason.
    Quit(Exit),
    /// Put a text into the clipboard.
    Copy(String),
    /// Put a text into a file.
    Save(String),
    /// Put a module of bodies into a file.
    SaveBodies(String),
    /// Suspends the program, as SIGTSTP does.
    Suspend,
    /// Begin or cease to listen to the mouse.
    Mouse(bool),
    /// The lesson that is played was finished.
    Finished,
    /// Ask the projector for something.
    Ask(RemoteCommand),
}

/// How the interface was left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// The user asked for it.
    Done,
    /// Interrupted from the keyboard.
    Interrupted,
    /// Ended by a signal.
    Signalled(i32),
}
