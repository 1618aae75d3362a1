//@run
use kelson::init::{lazy, Emplace, InPlace, Uninit, Vacant};

struct Table {
    entries: [u32; 1024],
}

#[derive(Debug, PartialEq)]
struct Unsupported;

// An out parameter: the right to build a `Table` in the place called `'o`, and the proof that it was done.
fn identity<'o>(out: Uninit<'o, Table>) -> InPlace<'o, Table> {
    out.write(Table { entries: std::array::from_fn(|index| index as u32) })
}

fn shifted<'o>(out: Uninit<'o, Table>, by: u32) -> Result<InPlace<'o, Table>, Unsupported> {
    if by > 31 {
        return Err(Unsupported);
    }
    let mut table = identity(out);
    for entry in &mut table.as_mut().entries {
        *entry <<= by;
    }
    Ok(table)
}

fn main() {
    // Where there is a place, a function with an out parameter is an initializer.
    let table = Box::<Table>::try_emplace(lazy(|out| shifted(out, 2))).unwrap();
    assert_eq!(table.entries[3], 12);

    // The memory comes back when it fails, for another attempt.
    let memory = Box::<Table>::new_uninit();
    let Err((Unsupported, memory)) = memory.attempt(lazy(|out| shifted(out, 40))) else {
        panic!("more than 31 is refused")
    };
    assert_eq!(memory.init(lazy(|out| Ok(identity(out)))).entries[9], 9);
}
