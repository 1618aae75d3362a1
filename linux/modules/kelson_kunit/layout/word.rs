// SPDX-License-Identifier: MIT OR Apache-2.0

//! Words as entries of real XArrays, some of which C makes and reads.

use core::{
    ffi::c_void,
    sync::atomic::{
        AtomicU32,
        Ordering::Relaxed, //
    },
};
use kelson::{
    alloc::{
        KArc,
        KBox, //
    },
    word::Uint,
    Word, //
};
use kernel::{
    bindings,
    prelude::*,
    sync::Arc,
    types::{
        ForeignOwnable,
        Opaque, //
    },
    xarray::{
        AllocKind,
        XArray, //
    },
};

// Defined in `word.c`.
unsafe extern "C" {
    safe fn kelson_xa_mk_value(value: usize) -> *mut c_void;
    safe fn kelson_xa_to_value(entry: *const c_void) -> usize;
    safe fn kelson_xa_is_value(entry: *const c_void) -> bool;
    safe fn kelson_xa_is_node_or_error(entry: *const c_void) -> bool;
    fn kelson_xa_sum_of_values(xa: *mut bindings::xarray) -> usize;
}

/// How many pages there are.
static PAGES: AtomicU32 = AtomicU32::new(0);

/// What entries point to; to test words that leave four bits, too.
#[repr(align(16))]
struct Page(u64);

impl Page {
    fn new(number: u64) -> Self {
        PAGES.fetch_add(1, Relaxed);
        Page(number)
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        PAGES.fetch_sub(1, Relaxed);
    }
}

/// An entry as `include/linux/xarray.h` has it.
#[derive(kelson::Word)]
enum Entry {
    #[tag(0b1)]
    Value(Uint<{ usize::BITS - 1 }>),
    #[tag(0b00)]
    Page(KArc<Page>),
}

/// A pointer of one of three kinds or a number, none of which has a bit that an XArray uses.
#[derive(kelson::Word)]
enum Slot {
    #[tag(0b0000)]
    Boxed(KBox<Page>),
    #[tag(0b0100)]
    Shared(Arc<Page>),
    #[tag(0b1000)]
    OfTheKernel(kernel::alloc::KBox<Page>),
    #[tag(0b1100)]
    Number(u32),
}

impl Slot {
    fn number(slot: SlotRef<'_>) -> u64 {
        match slot {
            SlotRef::Boxed(page) => page.0,
            SlotRef::Shared(page) => page.0,
            SlotRef::OfTheKernel(page) => page.0,
            SlotRef::Number(number) => number.into(),
        }
    }
}

/// An XArray of words, as a driver that needs value entries writes one: the kernel crate's own
/// takes none.
struct Entries(Pin<kernel::alloc::KBox<Opaque<bindings::xarray>>>);

impl Entries {
    fn new() -> Result<Self> {
        let array = kernel::alloc::KBox::pin_init(
            // SAFETY: the place is one for an XArray, which stays there.
            Opaque::ffi_init(|array| unsafe { bindings::xa_init_flags(array, 0) }),
            GFP_KERNEL,
        )?;
        Ok(Entries(array))
    }

    /// Stores a word, and gives back what was there.
    fn store(&mut self, index: usize, word: Word<Entry>) -> Result<Option<Word<Entry>>> {
        let entry = word.into_raw();
        // SAFETY: the array is initialized, and this is not atomic context.
        let old = unsafe { bindings::xa_store(self.0.get(), index, entry, bindings::GFP_KERNEL) };
        // SAFETY: it is what `xa_store` returned.
        let error = unsafe { bindings::xa_err(old) };
        if error != 0 {
            // SAFETY: it is from above, and was not stored.
            drop(unsafe { Word::<Entry>::from_raw(entry) });
            return Err(Error::from_errno(error));
        }
        // SAFETY: what is in the array was a word, which is not there any more.
        Ok((!old.is_null()).then(|| unsafe { Word::from_raw(old) }))
    }

    fn raw(&self, index: usize) -> *mut c_void {
        // SAFETY: the array is initialized.
        unsafe { bindings::xa_load(self.0.get(), index) }
    }

    /// What a lookup under the RCU lock sees.
    fn get(&self, index: usize) -> Option<EntryRef<'_>> {
        let raw = self.raw(index);
        // SAFETY: what is in the array is a word, and stays there as long as `self` is borrowed.
        (!raw.is_null()).then(|| unsafe { Word::<Entry>::ref_from_raw(raw) })
    }

    fn erase(&mut self, index: usize) -> Option<Word<Entry>> {
        // SAFETY: the array is initialized.
        let old = unsafe { bindings::xa_erase(self.0.get(), index) };
        // SAFETY: what was in the array was a word, which is not there any more.
        (!old.is_null()).then(|| unsafe { Word::from_raw(old) })
    }
}

impl Drop for Entries {
    fn drop(&mut self) {
        for index in 0..8 {
            drop(self.erase(index));
        }
        // SAFETY: the array is initialized, and nobody uses it any more.
        unsafe { bindings::xa_destroy(self.0.get()) };
    }
}

fn value(of: usize) -> Result<Word<Entry>> {
    Ok(Entry::Value(Uint::new(of).ok_or(EINVAL)?).into())
}

/// Runs a test that may fail for want of memory.
fn without_errors(test: impl FnOnce() -> Result) -> bool {
    test().is_ok()
}

cases! { word:
    fn it_is_one_word() {
        expect_eq!(size_of::<Option<Word<Entry>>>(), size_of::<*mut c_void>());
        expect_eq!(size_of::<Entry>(), 2 * size_of::<*mut c_void>());
    }

    fn values_are_what_c_makes_and_reads() {
        for of in [0, 1, 2, 3, 1 << 31, usize::MAX >> 1] {
            let word = value(of).map(Word::into_raw);
            expect!(word == Ok(kelson_xa_mk_value(of)));
            let raw = kelson_xa_mk_value(of);
            expect!(kelson_xa_is_value(raw) && !kelson_xa_is_node_or_error(raw));
            expect_eq!(kelson_xa_to_value(raw), of);
            // SAFETY: it is the word of that number, as has just been seen.
            let entry = unsafe { Word::<Entry>::ref_from_raw(raw) };
            expect!(matches!(entry, EntryRef::Value(same) if same.get() == of));
        }
    }

    fn a_real_xarray_holds_words() {
        let before = PAGES.load(Relaxed);
        expect!(without_errors(|| {
            let mut entries = Entries::new()?;
            let page = KArc::new(Page::new(40), GFP_KERNEL)?;
            expect!(entries.store(0, value(2)?)?.is_none());
            expect!(entries.store(1, Entry::Page(page.clone()).into())?.is_none());
            expect!(entries.store(7, value(300)?)?.is_none());

            // C's view.
            expect!(kelson_xa_is_value(entries.raw(0)) && !kelson_xa_is_value(entries.raw(1)));
            expect!(!kelson_xa_is_node_or_error(entries.raw(1)));
            expect!(entries.raw(1).cast_const() == KArc::as_ptr(&page).cast());
            // SAFETY: the array is initialized.
            expect_eq!(unsafe { kelson_xa_sum_of_values(entries.0.get()) }, 302);

            // Ours, of what C stores.
            expect!(matches!(entries.get(7), Some(EntryRef::Value(value)) if value.get() == 300));
            expect!(entries.get(3).is_none());
            let share = match entries.get(1) {
                Some(EntryRef::Page(page)) => KArc::clone(&page),
                _ => return Err(EINVAL),
            };
            expect!(KArc::ptr_eq(&share, &page) && share.0 == 40);
            drop(share);

            // What is replaced or erased comes back, and is dropped once.
            let old = entries.store(1, value(5)?)?.map(Word::into_enum);
            expect!(matches!(&old, Some(Entry::Page(old)) if KArc::ptr_eq(old, &page)));
            drop(old);
            expect!(matches!(KArc::try_unwrap(page), Ok(Page(40))));
            let other = KArc::new(Page::new(41), GFP_KERNEL)?;
            expect!(entries.store(0, Entry::Page(other).into())?.is_some());
            expect!(matches!(entries.erase(7).map(Word::into_enum), Some(Entry::Value(_))));
            expect_eq!(PAGES.load(Relaxed), before + 1);
            Ok(())
        }));
        expect_eq!(PAGES.load(Relaxed), before);
    }

    fn the_kernel_crates_xarray_takes_words_that_leave_its_bits() {
        let before = PAGES.load(Relaxed);
        expect_eq!(<Word<Slot> as ForeignOwnable>::FOREIGN_ALIGN, 4);
        // Those with the encoding of values do not: the kernel crate's array asserts an alignment of 4 when building.
        expect_eq!(<Word<Entry> as ForeignOwnable>::FOREIGN_ALIGN, 1);
        expect!(without_errors(|| {
            let array = kernel::alloc::KBox::pin_init(XArray::new(AllocKind::Alloc), GFP_KERNEL)?;
            let shared = Arc::new(Page::new(2), GFP_KERNEL)?;
            let slots = [
                Slot::Boxed(KBox::new(Page::new(1), GFP_KERNEL)?),
                Slot::Shared(shared.clone()),
                Slot::OfTheKernel(kernel::alloc::KBox::new(Page::new(3), GFP_KERNEL)?),
                Slot::Number(4),
            ];
            let mut guard = array.lock();
            for (index, slot) in slots.into_iter().enumerate() {
                let old = guard.store(index, Word::new(slot), GFP_ATOMIC)?;
                expect!(old.is_none());
            }
            for index in 0..4 {
                expect_eq!(guard.get(index).map(Slot::number), Some(index as u64 + 1));
            }
            match guard.get_mut(0) {
                Some(SlotMut::Boxed(page)) => page.0 = 10,
                _ => return Err(EINVAL),
            }
            let share: Option<Arc<Page>> = match guard.get(1) {
                Some(SlotRef::Shared(page)) => Some(page.into()),
                _ => None,
            };
            expect!(matches!(share, Some(share) if Arc::ptr_eq(&share, &shared)));
            drop(shared);
            expect!(matches!(
                guard.remove(0).map(Word::into_enum),
                Some(Slot::Boxed(page)) if page.0 == 10
            ));
            expect_eq!(PAGES.load(Relaxed), before + 2);
            drop(guard);
            // The array drops what is left.
            Ok(())
        }));
        expect_eq!(PAGES.load(Relaxed), before);
    }
}
