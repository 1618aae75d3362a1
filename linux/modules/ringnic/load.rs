// SPDX-License-Identifier: MIT OR Apache-2.0

//! Packets by the thousand, each checked when it comes back.

use kelson::no_panic;
use kernel::{
    fmt,
    time::{
        Instant,
        Monotonic, //
    }, //
};
use ringnic::{
    sim::Loopback,
    Memory,
    Nic,
    Refused,
    RING, //
};

/// Bytes in each packet.
const SIZE: usize = 256;

/// Packets between two looks at whether to stop.
const STEP: u64 = 1 << 12;

/// How a run went.
#[derive(Clone, Copy, Default)]
pub(crate) struct Report {
    packets: u64,
    bytes: u64,
    millis: i64,
    wrong: u64,
    dropped: u32,
    stopped: bool,
}

impl Report {
    /// Whether every packet came back as it was sent.
    pub(crate) fn is_clean(&self) -> bool {
        self.wrong == 0 && self.dropped == 0
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Native words, for a 32-bit kernel divides no others. The numbers fit: a run has some
        // millions of packets.
        let millis = (self.millis as usize).max(1);
        write!(
            f,
            "{} packets of {SIZE} bytes in {millis} ms: {} packets/ms, {} Mbit/s, {}",
            self.packets,
            self.packets as usize / millis,
            self.bytes as usize / 125 / millis,
            if self.stopped { "stopped, " } else { "" },
        )?;
        if self.is_clean() {
            f.write_str("none lost")
        } else {
            write!(f, "{} wrong, {} dropped", self.wrong, self.dropped)
        }
    }
}

/// Sends and receives `packets` packets, fewer if it is told to stop.
pub(crate) fn run(memory: &mut Memory, packets: u64, stop: impl Fn() -> bool) -> Report {
    let start = Instant::<Monotonic>::now();
    let mut nic = Nic::start(Loopback::default(), memory);
    let mut frame = [0; SIZE];
    let mut check = Check { next: 0, wrong: 0 };
    let mut sent = 0;
    let mut stopped = false;
    while check.next < packets && !stopped {
        while sent < packets {
            stamp(&mut frame, sent);
            match nic.transmit(&frame) {
                Ok(()) => sent += 1,
                Err(Refused::Full | Refused::TooLong) => break,
            }
        }
        nic.kick();
        let before = check.next;
        if nic.poll(RING as u32, |frame| check.frame(frame)) == 0 {
            // What was sent and did not arrive is what is missing below.
            break;
        }
        stopped = before / STEP != check.next / STEP && stop();
    }
    Report {
        packets: check.next,
        bytes: nic.stats().bytes,
        millis: start.elapsed().as_millis(),
        wrong: check.wrong + if stopped { 0 } else { packets - check.next },
        dropped: nic.dropped(),
        stopped,
    }
}

/// The packet's number, then one byte of it over and over.
#[no_panic]
#[inline(never)]
fn stamp(frame: &mut [u8; SIZE], number: u64) {
    frame.fill(number as u8);
    if let Some(head) = frame.first_chunk_mut() {
        *head = number.to_le_bytes();
    }
}

/// What the receiver expects and has found.
struct Check {
    next: u64,
    wrong: u64,
}

impl Check {
    #[no_panic]
    #[inline(never)]
    fn frame(&mut self, frame: &[u8]) {
        let right = frame.len() == SIZE
            && frame.split_first_chunk().is_some_and(|(number, rest)| {
                u64::from_le_bytes(*number) == self.next
                    && rest.iter().all(|byte| *byte == self.next as u8)
            });
        self.wrong = self.wrong.wrapping_add(u64::from(!right));
        self.next = self.next.wrapping_add(1);
    }
}
