// SPDX-License-Identifier: MIT OR Apache-2.0

//! The driver's promises at the edges, as `examples/ringnic/tests/driver.rs` has them on the host.
//!
//! What is handed to `poll` becomes part of a function that must not panic, here too.

use kernel::prelude::*;

#[kunit_tests(ringnic)]
mod tests {
    use super::*;
    use crate::runner::memory;
    use ringnic::{sim::Loopback, Nic, Refused, BUFFER, RING};

    #[test]
    fn a_full_ring_refuses_and_recovers() -> Result {
        let mut memory = memory()?;
        let mut nic = Nic::start(Loopback::default(), &mut memory);
        for _ in 0..RING {
            assert_eq!(nic.transmit(&[1; 60]), Ok(()));
        }
        assert_eq!(nic.transmit(&[1; 60]), Err(Refused::Full));
        nic.kick();
        let mut wrong = false;
        let received = nic.poll(u32::MAX, |frame| wrong |= frame != [1; 60]);
        assert_eq!((received as usize, wrong), (RING, false));
        assert_eq!(nic.transmit(&[1; 60]), Ok(()));
        Ok(())
    }

    #[test]
    fn lengths_at_the_limit() -> Result {
        let mut memory = memory()?;
        let mut nic = Nic::start(Loopback::default(), &mut memory);
        let long = KVec::from_elem(7, BUFFER + 1, GFP_KERNEL)?;
        assert_eq!(nic.transmit(&long), Err(Refused::TooLong));
        assert_eq!(nic.transmit(&long[..BUFFER]), Ok(()));
        assert_eq!(nic.transmit(&[]), Ok(()));
        nic.kick();
        let mut lengths = [None; 2];
        let mut next = lengths.iter_mut();
        let received = nic.poll(8, |frame| {
            if let Some(length) = next.next() {
                *length = Some(frame.len());
            }
        });
        assert_eq!((received, lengths), (2, [Some(BUFFER), Some(0)]));
        Ok(())
    }

    #[test]
    fn without_receive_buffers_frames_are_dropped_and_counted() -> Result {
        let mut memory = memory()?;
        let mut nic = Nic::start(Loopback::default(), &mut memory);
        for _ in 0..3 {
            for _ in 0..RING {
                assert_eq!(nic.transmit(&[0; 60]), Ok(()));
            }
            nic.kick();
        }
        assert_eq!(nic.dropped() as usize, 2 * RING);
        Ok(())
    }
}
