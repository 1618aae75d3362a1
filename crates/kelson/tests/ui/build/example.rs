//@run
use kelson::init::{lazy, value, InPlace, Init, Uninit};
use kelson::{build, pinned, stack};

#[derive(Debug)]
struct Request {
    sector: u64,
    data: Vec<u8>,
    length: usize,
}

fn request(sector: u64, text: Option<&str>) -> Result<Request, &'static str> {
    Ok(build!(Request, |r| {
        r.sector = sector;
        if sector == 0 {
            r.data = vec![0; 512];
        } else {
            // What is initialized by here is dropped on the way out.
            r.data = text.ok_or("nothing to write")?.into();
        }
        r.length = r.data.len();
    }))
}

// In a place: nothing moves, so fields may be pinned, and built by initializers.
#[pinned]
struct Queue {
    name: String,
    first: Request,
    depth: u32,
}

fn queue<'o>(out: Uninit<'o, Queue>, deep: bool) -> Result<InPlace<'o, Queue>, &'static str> {
    Ok(build!(out => Queue, |q| {
        q.depth = if deep { 128 } else { 1 };
        match q.depth {
            1 => q.name <- value(String::from("shallow")),
            depth => q.name = format!("deep, {depth}"),
        }
        q.first = request(1, Some("boot"))?;
    }))
}

fn recipe(deep: bool) -> impl Init<Queue, &'static str> {
    lazy(move |out| queue(out, deep))
}

fn main() -> Result<(), &'static str> {
    assert_eq!(request(0, None)?.length, 512);
    assert_eq!(request(7, Some("abc"))?.length, 3);
    assert_eq!(request(7, None).unwrap_err(), "nothing to write");

    stack!(let queue =? recipe(true));
    assert_eq!((&*queue.name, queue.first.sector), ("deep, 128", 1));
    Ok(())
}
