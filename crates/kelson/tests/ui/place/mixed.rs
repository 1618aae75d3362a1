// The proof for one place is no proof for another, wherever it is kept meanwhile.
use kelson::init::{lazy, Emplace, InPlace, Uninit};
use std::convert::Infallible;

fn swapped<'a, 'b>(
    a: Uninit<'a, String>,
    b: Uninit<'b, String>,
) -> (InPlace<'b, String>, InPlace<'a, String>) {
    let (a, b) = (a.write(String::new()), b.write(String::new()));
    (a, b) //~ ERROR: lifetime may not live long enough
    //~^ ERROR: lifetime may not live long enough
}

fn nested() {
    Box::<String>::emplace(lazy(|outer: Uninit<'_, String>| {
        let mut kept = None;
        Box::<String>::emplace(lazy(|inner: Uninit<'_, String>| {
            kept = Some(inner.write(String::new())); //~ ERROR: borrowed data escapes
            Ok::<_, Infallible>(outer.write(String::new())) //~ ERROR: lifetime may not live long enough
        }));
        Ok(kept.unwrap())
    }));
}

fn main() {}
