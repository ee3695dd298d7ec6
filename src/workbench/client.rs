//! The clients that a provider is judged by, the cheapest first.
//!
//! Each is a run of the model, searched through every interleaving. It must not know a provider.

use crate::scenario::RunOptions;

/// A client, as a run without a provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JudgingClient {
    /// The name in tasks and on the command line; `client-ID` is the text that describes it.
    pub id: &'static str,
    /// The run.
    pub run: &'static str,
}

const fn client(id: &'static str, run: &'static str) -> JudgingClient {
    JudgingClient { id, run }
}

/// All of them, in the order in which they judge.
pub const CLIENTS: [JudgingClient; 14] = [
    client("release", "release:world=plain"),
    client("store-logoff", "store-logoff:world=plain"),
    client("unknown-flag", "store-logoff:world=plain,flag=0x30"),
    client("orphans", "session-logoff:world=busy,client=untidy,transport=XP1=idle,queue=none"),
    client("orphans-release", "release:world=busy,client=untidy,transport=XP1=idle,queue=none"),
    client("any-client", "any-client:world=plain"),
    client("any-session", "any-session:world=plain"),
    client("two-users", "two-users:world=plain"),
    client("two-stores", "two-stores:world=two-stores"),
    client("refused", "store-logoff:world=plain,flag=quiet,queue=M1:XP1"),
    client("two-threads", "any-two:world=no-mail"),
    client("any-process", "any-process:world=plain"),
    client("mail", "any-client:world=plain,queue=M1:XP1"),
    client("fast-shutdown", "any-answers:world=plain"),
];

impl JudgingClient {
    /// The client with this name.
    pub fn find(id: &str) -> Option<&'static Self> {
        CLIENTS.iter().find(|client| client.id == id)
    }

    /// Its place in the order of judging.
    pub fn rank(&self) -> usize {
        CLIENTS.iter().position(|client| client == self).unwrap_or(CLIENTS.len())
    }

    /// Whether its run has a meaning with a provider: no second client opens a store that is
    /// wrapped.
    pub fn suits(&self, provider: &str) -> bool {
        provider != "wrapper" || !self.run.starts_with("any-two")
    }

    /// Whether a provider of the model breaks no rule with it, as the pages have it: those that act
    /// on the flag at once are for a store's only user (C13).
    pub fn is_fair_to(&self, provider: &str) -> bool {
        self.suits(provider) && (provider == "deferred" || !self.shares_the_store())
    }

    /// Whether another client of the process uses the same store.
    pub fn shares_the_store(&self) -> bool {
        ["two-users:", "any-two:"].iter().any(|path| self.run.starts_with(path))
    }

    /// Its run with a provider.
    pub fn options(&self, provider: &str) -> RunOptions {
        let mut options = RunOptions::parse(self.run).unwrap_or_default();
        // Every provider of the model is a value of the option, and tasks name no other.
        let _ = options.set("provider", provider);
        options
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Scenario;
    use crate::text::Lang;
    use crate::words::Words;

    #[test]
    fn every_client_is_a_run_and_has_a_text() {
        for client in &CLIENTS {
            assert!(RunOptions::parse(client.run).is_ok(), "{}", client.id);
            for provider in ["eager", "deferred", "wrapper"] {
                let found = Scenario::load(&client.options(provider), &[]);
                assert_eq!(found.is_ok(), client.suits(provider), "{} {provider}", client.id);
            }
            for lang in [Lang::En, Lang::PtBr] {
                let text = Words::of(lang).find(&format!("client-{}", client.id), &[]);
                assert!(text.is_some(), "client-{}", client.id);
            }
        }
    }
}
