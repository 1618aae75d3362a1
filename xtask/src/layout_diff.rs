// SPDX-License-Identifier: MIT OR Apache-2.0

//! wip
#![allow(dead_code)]
mod c;
mod generate;
mod model;
mod probe;
mod shrink;
mod target;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Random;
    #[test]
    fn cc() {
        let n: usize = std::env::var("N").map_or(2000, |n| n.parse().unwrap());
        let seed: u64 = std::env::var("S").map_or(1, |n| n.parse().unwrap());
        let mut random = Random::new(seed);
        let types: Vec<_> = (0..n)
            .map(|i| (format!("T{i}"), generate::record(&mut random)))
            .collect();
        let gcc = probe::Compiler { path: "gcc".into(), name: "gcc" };
        let clang = probe::Compiler { path: "clang-22".into(), name: "clang" };
        let s = std::path::Path::new("/tmp/s-ldiff");
        let t = std::time::Instant::now();
        let a = probe::ask(&gcc, &target::HOST, &types, s).unwrap();
        eprintln!("gcc {:?}", t.elapsed());
        let t = std::time::Instant::now();
        let b = probe::ask(&clang, &target::HOST, &types, s).unwrap();
        eprintln!("clang {:?}", t.elapsed());
        let places: usize = a.iter().map(Vec::len).sum();
        let mut bad = 0;
        for ((x, y), (n, r)) in a.iter().zip(&b).zip(&types) {
            if x != y {
                bad += 1;
                if bad < 5 {
                    let small = shrink::shrink(r, |all| {
                        let all: Vec<_> = all.iter().enumerate().map(|(i, r)| (format!("T{i}"), r.clone())).collect();
                        let a = probe::ask(&gcc, &target::HOST, &all, s)?;
                        let b = probe::ask(&clang, &target::HOST, &all, s)?;
                        Ok::<_, crate::shell::Failure>(a.iter().zip(&b).map(|(a, b)| a != b).collect())
                    }).unwrap();
                    eprintln!("{}{x:?}\n{y:?}", c::declaration(n, &small));
                }
            }
        }
        eprintln!("{places} places, {bad} differ");
    }
}
