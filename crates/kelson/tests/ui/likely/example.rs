// The example of the book's page.
//@run
use kelson::{likely, unlikely};

fn sum(frame: &[u8]) -> Result<u32, &'static str> {
    if unlikely!(frame.len() < 14) {
        return Err("runt frame");
    }
    if likely!(frame[12] == 8) {
        Ok(frame.iter().map(|byte| u32::from(*byte)).sum())
    } else {
        Err("not IPv4")
    }
}

fn main() {
    let mut frame = [1; 64];
    assert_eq!(sum(&frame), Err("not IPv4"));
    frame[12] = 8;
    assert_eq!(sum(&frame), Ok(71));
    assert_eq!(sum(&frame[..4]), Err("runt frame"));
}
