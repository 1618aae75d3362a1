// SPDX-License-Identifier: MIT OR Apache-2.0

//! The driver's own promises, at the edges.

use ringnic::sim::Loopback;
use ringnic::{Memory, Nic, Refused, BUFFER, RING};

#[test]
fn a_full_ring_refuses_and_recovers() {
    let mut memory = Box::new(Memory::EMPTY);
    let mut nic = Nic::start(Loopback::default(), &mut memory);
    for _ in 0..RING {
        assert_eq!(nic.transmit(&[1; 60]), Ok(()));
    }
    assert_eq!(nic.transmit(&[1; 60]), Err(Refused::Full));
    nic.kick();
    assert_eq!(
        nic.poll(u32::MAX, |frame| assert_eq!(frame, [1; 60])),
        RING as u32
    );
    assert_eq!(nic.transmit(&[1; 60]), Ok(()));
    assert_eq!(nic.stats().received, RING as u64);
}

#[test]
fn lengths_at_the_limit() {
    let mut memory = Box::new(Memory::EMPTY);
    let mut nic = Nic::start(Loopback::default(), &mut memory);
    assert_eq!(nic.transmit(&[7; BUFFER + 1]), Err(Refused::TooLong));
    assert_eq!(nic.transmit(&[7; BUFFER]), Ok(()));
    assert_eq!(nic.transmit(&[]), Ok(()));
    nic.kick();
    let mut lengths = Vec::new();
    nic.poll(8, |frame| lengths.push(frame.len()));
    assert_eq!(lengths, [BUFFER, 0]);
}

#[test]
fn without_receive_buffers_frames_are_dropped_and_counted() {
    let mut memory = Box::new(Memory::EMPTY);
    let mut nic = Nic::start(Loopback::default(), &mut memory);
    for _ in 0..3 {
        for _ in 0..RING {
            assert_eq!(nic.transmit(&[0; 60]), Ok(()));
        }
        nic.kick();
    }
    assert_eq!(nic.dropped(), 2 * RING as u32);
}

#[test]
fn the_budget_is_kept() {
    let mut memory = Box::new(Memory::EMPTY);
    let mut nic = Nic::start(Loopback::default(), &mut memory);
    for number in 0..10u8 {
        assert_eq!(nic.transmit(&[number]), Ok(()));
    }
    nic.kick();
    assert_eq!(nic.poll(4, |_| {}), 4);
    assert_eq!(nic.poll(0, |_| {}), 0);
    let mut rest = Vec::new();
    nic.poll(100, |frame| rest.extend_from_slice(frame));
    assert_eq!(rest, [4, 5, 6, 7, 8, 9]);
}
