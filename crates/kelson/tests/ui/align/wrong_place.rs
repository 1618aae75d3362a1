// What has no room for the field is told where to put the alignment.
const PAGE_SIZE: usize = 4096;

#[kelson::align(PAGE_SIZE)]
enum State { //~ ERROR: an enum cannot be aligned to a constant
    Idle,
}

#[kelson::align(PAGE_SIZE)]
struct Unit; //~ ERROR: `Unit` has no room for the field that would align it

#[kelson::align(PAGE_SIZE)]
#[repr(C, packed)] //~ ERROR: a type that is `packed` cannot be aligned to a constant
struct Packed {
    value: u32,
}

#[kelson::align(PAGE_SIZE)]
#[repr(transparent)] //~ ERROR: a type that is `transparent` cannot be aligned to a constant
struct Transparent {
    value: u32,
}

#[kelson::align(PAGE_SIZE)]
static STACK: [u8; 4] = [0; 4]; //~ ERROR: `#[align]` does not go on a static

#[kelson::align(PAGE_SIZE)]
fn entry() {} //~ ERROR: `#[align]` does not go on a function

#[kelson::align()] //~ ERROR: expected an alignment
struct Nothing(u8);

#[kelson::align("64")] //~ ERROR: an alignment is a whole number
struct Text(u8);

#[kelson::align(-64)] //~ ERROR: an alignment is not negative
struct Negative(u8);

#[kelson::align(align = 64)] //~ ERROR: an alignment has no name before it
struct Named(u8);

#[kelson::align(PAGE_SIZE)]
struct Taken {
    _align: u8, //~ ERROR: `_align` is the name of the field that aligns the type
}

// The types are there nevertheless, and near misses.
#[kelson::align(PAGE_SIZE)]
struct Empty {}

#[kelson::align(64)]
enum Number {
    One,
}

fn main() {
    entry();
    let _ = (State::Idle, Unit, Packed { value: 1 }, Transparent { value: 1 }, STACK, Nothing(1), Number::One);
    let _ = Empty { _align: [] };
    let _ = (Text(1), Negative(1), Named(1), Taken { _align: 1 });
}
