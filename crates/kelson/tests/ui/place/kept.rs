// A proof does not outlive the construction, so that nobody has access to a value that may be gone.
use kelson::init::{lazy, Emplace, InPlace, Uninit};

fn main() {
    let mut kept: Option<InPlace<'_, String>> = None;
    Box::<String>::emplace(lazy(|out: Uninit<'_, String>| {
        kept = Some(out.write(String::from("gone"))); //~ ERROR: borrowed data escapes
        panic!()
    }));
    println!("{}", &**kept.as_ref().unwrap());
}
