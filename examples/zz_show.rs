use mapi_teardown::lesson::library::Lesson;
use mapi_teardown::lesson::play::LessonRun;
use mapi_teardown::lesson::source::Source;
use mapi_teardown::lesson::story::Story;
use mapi_teardown::text::Lang;
use std::sync::Arc;

fn main() {
    let way = std::env::var("WAY").ok();
    for name in std::env::args().skip(1) {
        let l = match Source::read(std::path::Path::new(&name)).map_err(|e| vec![e]).and_then(Lesson::parse) {
            Ok(l) => Arc::new(l),
            Err(e) => {
                for d in e {
                    println!("{d}");
                }
                continue;
            }
        };
        let mut run = match LessonRun::with_way(l, way.as_deref()) {
            Ok(r) => r,
            Err(e2) => {
                for d in e2 {
                    println!("{name}: {d}");
                }
                continue;
            }
        };
        println!(
            "== {} steps {} beats {} {:?}",
            name,
            run.timeline().len(),
            run.timeline().beats().len(),
            run.timeline().verdict()
        );
        if std::env::var("MOMENTS").is_ok() {
            for (n, m) in Story::of(run.timeline()).steps() {
                println!(
                    "   {n} {} {} {:?} {:?}",
                    m.thread,
                    m.actor,
                    m.object.map(|o| Story::of(run.timeline()).object(o).to_owned()),
                    m.what
                );
            }
        }
        for s in 0..run.stops().len() {
            let sc = run.scene(s).id.as_ref().map(|i| i.value.clone());
            println!("- {:?} at {}", sc, run.stops()[s].place);
            if let Some(q) = run.question(s, Lang::En) {
                let t = run.truth(s);
                println!(
                    "    Q {} {:?}\n    options {:?}\n    truth {:?}",
                    q.ask,
                    q.select,
                    q.options,
                    t.map(|t| t.facts.iter().map(|f| format!("{}@{:?}", f.name, f.step)).collect::<Vec<_>>())
                );
                for _ in 0..4 {
                    println!("    hint {:?}", run.hint(s, Lang::PtBr));
                }
            }
        }
        for v in Story::of(run.timeline()).broken() {
            println!("  BROKEN {v:?}");
        }
    }
}
