//! Limits how much one end of a connection may request per unit of time. It must not know a clock:
//! the caller passes the time.

/// A rate limit: so many lines at once, and so many a second in the long run.
#[derive(Clone, Copy, Debug)]
pub struct Allowance {
    left: u32,
    at: u64,
}

impl Allowance {
    const MOST: u32 = 80;
    const A_SECOND: u64 = 40;

    /// A full allowance, at a time in milliseconds.
    pub fn new(now: u64) -> Self {
        Self { left: Self::MOST, at: now }
    }

    /// Uses up one line; returns false if none is left.
    pub fn take(&mut self, now: u64) -> bool {
        let more = now.saturating_sub(self.at) * Self::A_SECOND / 1000;
        if more > 0 {
            self.left =
                self.left.saturating_add(u32::try_from(more).unwrap_or(u32::MAX)).min(Self::MOST);
            self.at = now;
        }
        let any = self.left > 0;
        self.left = self.left.saturating_sub(1);
        any
    }
}
