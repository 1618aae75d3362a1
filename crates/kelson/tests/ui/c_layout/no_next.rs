// An enum counts on as C23 does, and says where no type of C is large enough.
use kelson::c_layout;

#[c_layout]
enum Signed {
    Last = i64::MAX,
    Next, //~ E0080
}

#[c_layout]
enum Unsigned {
    First,
    Last = u64::MAX,
    Next, //~ E0080
    More,
}

// Near misses.
#[c_layout]
enum Int {
    Last = i32::MAX,
    Next,
}

#[c_layout]
enum Largest {
    Before = i64::MAX,
    Next = 1u64 << 63,
    More,
}

fn main() {
    let _ = (Int::Next.raw(), Largest::More.raw());
}
