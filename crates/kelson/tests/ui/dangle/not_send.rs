// Whether it may go to another thread is for the smart pointer to say.
use kelson::Dangle;

fn send<T: Send>() {}

fn main() {
    send::<Dangle<u32>>(); //~ E0277
}
