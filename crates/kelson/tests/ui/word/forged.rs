// Safe code makes no words but of values.
use core::ptr::{self, NonNull};
use kelson::__private::word::{
    code,
    raw::{CopyEnum, Owned, Raw},
};

#[derive(kelson::Word)]
enum Entry {
    Page(Box<u64>),
    Hole,
}

#[derive(kelson::Word)]
#[word(copy)]
enum Moved {
    Page(Box<u64>),
    Hole,
}

impl CopyEnum for Moved {} //~ E0200

fn main() {
    let mut page = 5;
    let word = NonNull::from(&mut page).cast();
    let _: Owned<Entry> = Raw::<Entry>::from_packed(word); //~ ERROR: call to unsafe function
    let none = code::Code { value: 0, width: 0 };
    code::tag(ptr::null_mut(), none); //~ ERROR: call to unsafe function
    code::number(usize::MAX, none); //~ ERROR: call to unsafe function
}
