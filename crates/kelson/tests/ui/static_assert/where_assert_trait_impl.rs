// On a trait impl each function checks for itself.
use kelson::where_assert;

trait Wire {
    fn to_wire(self) -> u32;
}

struct Raw<T>(T);

#[where_assert(size_of::<T>() <= 4, "only 32 bits go on the wire")] //~ E0080
impl<T: Into<u64>> Wire for Raw<T> {
    fn to_wire(self) -> u32 {
        self.0.into() as u32
    }
}

fn main() {
    Raw(1u8).to_wire();
    Raw(1u64).to_wire();
}
