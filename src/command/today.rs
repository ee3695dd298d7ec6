//! The day where the user is, which decides what is due for a review.

use chrono::{Local, NaiveDate};

/// The day of the local time.
pub(super) fn today() -> NaiveDate {
    Local::now().date_naive()
}
