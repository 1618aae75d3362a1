// The memory map that the firmware of a PC hands over, and how Linux 7.3 asks it. Quoted by the book.
//@run
use core::mem::{align_of, size_of};
use kelson::{c_layout, static_assert};

/// `enum e820_type`. The number comes from the firmware, so it may be none of these.
#[c_layout]
#[derive(Default)]
enum Type {
    #[default]
    None = 0,
    Ram = 1,
    Reserved,
    Acpi,
    Nvs,
    Unusable,
    Pmem = 7,
    Pram = 12,
    SoftReserved = 0xefff_ffff,
}

/// `struct e820_entry`, which is packed.
#[c_layout(packed)]
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Entry {
    addr: u64,
    size: u64,
    kind: Type,
}

/// `struct e820_table`, whose entries are not aligned.
#[c_layout]
#[derive(Clone, Debug)]
struct Table {
    nr_entries: u32,
    entries: [Entry; 8],
}

static_assert!(size_of::<Entry>() == 20 && align_of::<Entry>() == 1);
static_assert!(size_of::<Table>() == 4 + 8 * 20 && align_of::<Table>() == 4);

impl Entry {
    fn end(&self) -> u64 {
        self.addr.get().saturating_add(self.size.get())
    }
}

impl Table {
    /// What `nr_entries` says, and no more than there are.
    fn used(&self) -> &[Entry] {
        let used = self.entries.len().min(self.nr_entries as usize);
        &self.entries[..used]
    }

    /// Whether anything from `start` up to `end` is of a type, or of any.
    fn mapped_any(&self, start: u64, end: u64, kind: Option<Type>) -> bool {
        self.used()
            .iter()
            .filter(|entry| kind.is_none_or(|kind| entry.kind == kind))
            .any(|entry| entry.addr.get() < end && entry.end() > start)
    }
}

fn main() {
    let mut entries = [Entry::default(); 8];
    entries[0] = Entry::new(0, 0x9_fc00, Type::Ram);
    entries[1] = Entry::new(0x10_0000, 0x7ee_0000, Type::Ram);
    entries[2] = Entry::new(0xfeff_c000, 0x4000, Type::from_raw(77));
    let mut table = Table::new(3, entries);

    assert!(table.mapped_any(0x10_0000, 0x10_1000, Some(Type::Ram)));
    assert!(!table.mapped_any(0xa_0000, 0x10_0000, None));
    // A number that nobody has heard of is a value like others.
    assert!(table.mapped_any(0xff00_0000 - 1, u64::MAX, Some(Type::from_raw(77))));
    assert!(!table.entries[2].kind.get().is_known());
    // A field of a packed struct may be borrowed.
    let size = &mut table.entries[1].size;
    size.set(size.get() - 0x1000);
    assert_eq!(table.entries[1].end(), 0x10_0000 + 0x7ed_f000);
}
