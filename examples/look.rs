use mapi_teardown::scenario::RunOptions;
use mapi_teardown::text::Lang;
use mapi_teardown::tui::{self, Settings, Start};
fn main() -> std::io::Result<()> {
    let mut settings = Settings::from_environment(Lang::En);
    let mut start = Start::Home;
    for arg in std::env::args().skip(1) {
        match arg.as_str() {
            "pt" => settings.lang = Lang::PtBr,
            "ascii" => settings.ascii = true,
            "still" => settings.reduced_motion = true,
            word => start = Start::Run(RunOptions::parse(word).unwrap()),
        }
    }
    let exit = tui::run(start, &settings)?;
    std::process::exit(if exit == tui::Exit::Done { 0 } else { 130 });
}
