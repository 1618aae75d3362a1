// SPDX-License-Identifier: MIT OR Apache-2.0

//! The driver on the host: pushes packets through the simulated device and checks every one.

use clap::Parser;
use indicatif::{ProgressBar, ProgressStyle};
use ringnic::sim::Loopback;
use ringnic::{Memory, Nic, Refused, BUFFER, RING};
use std::process::ExitCode;
use std::time::Instant;

/// Bytes that the check of each packet needs: its number and a checksum.
const HEADER: usize = 16;

/// How many packets go by between two updates of the bar.
const STEP: u64 = 1 << 16;

/// Push packets through a ring-buffer network driver and a simulated device.
#[derive(Parser)]
#[command(
    version,
    after_help = "Exits with 1 if a packet is lost, damaged or out of order."
)]
struct Options {
    /// How many packets
    #[arg(long, value_name = "N", default_value_t = 4_000_000, value_parser = clap::value_parser!(u64).range(1..))]
    packets: u64,

    /// Bytes in each packet
    #[arg(long, value_name = "BYTES", default_value_t = 256, value_parser = clap::value_parser!(u16).range(HEADER as i64..=BUFFER as i64))]
    size: u16,
}

fn main() -> ExitCode {
    let options = Options::parse();
    let bar = ProgressBar::new(options.packets);
    if let Ok(style) =
        ProgressStyle::with_template("{bar:40} {human_pos}/{human_len} packets, {per_sec}")
    {
        bar.set_style(style);
    }

    // Too large for a stack, and there is only one.
    let mut memory = Box::new(Memory::EMPTY);
    let start = Instant::now();
    let outcome = run(&options, &mut memory, &bar);
    let seconds = start.elapsed().as_secs_f64();
    bar.finish_and_clear();

    match outcome {
        Ok(bytes) => {
            println!(
                "ringnic: {} packets of {} bytes in {seconds:.2} s: {:.2} million packets/s, {:.2} Gbit/s, none lost",
                options.packets,
                options.size,
                options.packets as f64 / seconds / 1e6,
                bytes as f64 * 8.0 / seconds / 1e9,
            );
            ExitCode::SUCCESS
        }
        Err(why) => {
            eprintln!("error: {why}");
            ExitCode::FAILURE
        }
    }
}

/// Sends and receives all packets; returns how many bytes were received.
fn run(options: &Options, memory: &mut Memory, bar: &ProgressBar) -> Result<u64, String> {
    let mut nic = Nic::start(Loopback::default(), memory);
    let mut frame = vec![0; usize::from(options.size)];
    let mut check = Check { next: 0, wrong: 0 };
    let mut sent = 0;
    while check.next < options.packets {
        while sent < options.packets {
            stamp(&mut frame, sent);
            match nic.transmit(&frame) {
                Ok(()) => sent += 1,
                Err(Refused::Full) => break,
                Err(Refused::TooLong) => {
                    return Err(format!("a frame has more than {BUFFER} bytes"))
                }
            }
        }
        nic.kick();
        let before = check.next;
        nic.poll(RING as u32, |frame| check.frame(frame));
        if check.next == before {
            return Err(format!("packet {before} was sent and never received"));
        }
        if before / STEP != check.next / STEP {
            bar.set_position(check.next);
        }
    }
    let dropped = nic.dropped();
    match (check.wrong, dropped) {
        (0, 0) => Ok(nic.stats().bytes),
        (wrong, dropped) => Err(format!(
            "{wrong} packets were damaged or out of order, {dropped} dropped"
        )),
    }
}

/// Writes the packet's number and a checksum over the rest.
fn stamp(frame: &mut [u8], number: u64) {
    if let Some((header, payload)) = frame.split_first_chunk_mut::<HEADER>() {
        if let Some(first) = payload.first_mut() {
            *first = number as u8;
        }
        let sum = checksum(payload);
        header[..8].copy_from_slice(&number.to_le_bytes());
        header[8..].copy_from_slice(&sum.to_le_bytes());
    }
}

fn checksum(payload: &[u8]) -> u64 {
    payload.chunks(8).fold(0, |sum: u64, chunk| {
        let mut word = [0; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        sum.rotate_left(1) ^ u64::from_le_bytes(word)
    })
}

/// What the receiver expects and has found.
struct Check {
    next: u64,
    wrong: u64,
}

impl Check {
    // On the path of a packet, so free of panics like the driver that calls it.
    #[kelson::no_panic]
    #[inline(never)]
    fn frame(&mut self, frame: &[u8]) {
        let right = frame
            .split_first_chunk::<8>()
            .is_some_and(|(number, rest)| {
                rest.split_first_chunk::<8>().is_some_and(|(sum, payload)| {
                    u64::from_le_bytes(*number) == self.next
                        && u64::from_le_bytes(*sum) == checksum(payload)
                })
            });
        self.wrong += u64::from(!right);
        self.next += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_packet_comes_back() {
        let mut memory = Box::new(Memory::EMPTY);
        let options = Options {
            packets: 10_000,
            size: 100,
        };
        assert_eq!(
            run(&options, &mut memory, &ProgressBar::hidden()),
            Ok(1_000_000)
        );
    }

    #[test]
    fn a_damaged_packet_is_noticed() {
        let mut frame = [0; 64];
        stamp(&mut frame, 0);
        let mut check = Check { next: 0, wrong: 0 };
        check.frame(&frame);
        assert_eq!(check.wrong, 0);
        stamp(&mut frame, 1);
        frame[20] ^= 1;
        check.frame(&frame);
        check.frame(&[]);
        assert_eq!((check.next, check.wrong), (3, 2));
    }
}
