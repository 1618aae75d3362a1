// The field has to be said in a literal, and a pattern leaves it out.
//@no-rustfix
const PAGE_SIZE: usize = 4096;

#[kelson::align(PAGE_SIZE)]
#[derive(Clone, Default)]
struct Page {
    flags: u32,
}

// The derive comes first, and does not know of the field.
#[derive(Clone)] //~ E0063
#[kelson::align(PAGE_SIZE)]
struct Late {
    flags: u32,
}

fn main() {
    let page = Page { flags: 1 }; //~ E0063
    let Page { flags } = page.clone(); //~ E0027
    // Near misses.
    let Page { flags, .. } = Page { flags, ..page };
    let _ = Page { flags, _align: [] };
}
