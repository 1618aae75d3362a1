// The example of the book's page.
//@run
use kelson::no_panic;

struct Ring<const N: usize> {
    slots: [u64; N],
    head: u32,
    tail: u32,
}

impl<const N: usize> Ring<N> {
    #[no_panic]
    fn push(&mut self, value: u64) -> Result<(), u64> {
        if self.tail.wrapping_sub(self.head) as usize >= N {
            return Err(value);
        }
        let Some(slot) = self.slots.get_mut(self.tail as usize % N.max(1)) else {
            return Err(value);
        };
        *slot = value;
        self.tail = self.tail.wrapping_add(1);
        Ok(())
    }
}

fn main() {
    let mut ring = Ring { slots: [0; 2], head: 0, tail: 0 };
    assert_eq!((ring.push(1), ring.push(2), ring.push(3)), (Ok(()), Ok(()), Err(3)));
    ring.head += 1;
    assert_eq!(ring.push(3), Ok(()));
    assert_eq!(ring.slots, [3, 2]);
}
