// SPDX-License-Identifier: MIT OR Apache-2.0

//! What a domain allows no inherent impl for.

//@compile-flags: -K coherence-domain=linux

impl<T> T { //~ E0118
    fn for_all(&self) {}
}

impl &u8 { //~ E0390
    fn by_reference(&self) {}
}

impl fn() { //~ E0390
    fn by_pointer(&self) {}
}

impl dyn Send { //~ E0785
    fn by_marker(&self) {}
}

impl<T: Iterator> <T as Iterator>::Item { //~ E0118
    //~^ E0207
    fn by_projection(&self) {}
}

impl<T> Vec<u8> { //~ E0207
    fn too_many(&self) {}
}

impl Vec {} //~ E0107

fn main() {
    // A near miss, and what is wrong above hides nothing here.
    vec![1_u8].too_few(); //~ E0599
}
