// A smart pointer with a `Drop` of its own might look at what its value borrows.
struct MyBox<T>(Box<T>);

impl<T> Drop for MyBox<T> {
    fn drop(&mut self) {}
}

fn main() {
    let (boxed, number);
    number = 5;
    boxed = MyBox(Box::new(&number)); //~ E0597
    let _ = **boxed.0;
}
