// What is borrowed from a value does not outlive it, and nothing shorter-lived is borrowed by it.
use kelson::init::{value, Emplace, Init, Lender, SelfRef};
use kelson::{for_lt, init, pinned};
use std::pin::Pin;

for_lt!(StrLt = for<'t> &'t str);

#[pinned]
struct Text {
    start: SelfRef<StrLt>,
    text: Lender<String>,
}

fn text() -> impl Init<Text> {
    init!(Text {
        text <- Lender::new(value(String::from("text"))),
        start <- &text => |text, out| Ok(out.write(&text[..2])),
    })
}

fn too_long() -> &'static str {
    let text = Box::<Text>::emplace(text());
    let start: &'static str = text.start.get(); //~ ERROR: `text` does not live long enough
    start
}

fn foreign(short: &str) -> impl Init<Text> + '_ {
    init!(Text {
        text <- Lender::new(value(String::from("text"))),
        start <- &text => |_, out| Ok(out.write(short)), //~ ERROR: borrowed data escapes outside of function
    })
}

fn stolen(kept: &mut Option<&'static String>) {
    let _ = Box::<Text>::emplace(init!(Text {
        text <- Lender::new(value(String::from("text"))),
        start <- &text => |text, out| {
            *kept = Some(text); //~ ERROR: borrowed data escapes outside of closure
            Ok(out.write(text))
        },
    }));
}

fn replaced(text: Pin<&mut Text>) {
    text.project().text.set(Lender::new(value(String::new()))); //~ ERROR: mismatched types
}

fn main() {}
