//@run
use kelson::pat;

/// The highest CPU number a kernel is configured for, and one.
const NR_CPUS: usize = 64;

type Cpu = pat!(usize is 0..NR_CPUS);
type Nice = pat!(i32 is -20..=19);
type Errno = pat!(i32 is -4095..=-1);

struct Task {
    last_cpu: Option<Cpu>,
    nice: Nice,
}

/// The index needs no check: the type says that it is below `NR_CPUS`.
fn load_of(loads: &[u64; NR_CPUS], cpu: Cpu) -> u64 {
    loads[cpu.get()]
}

fn set_nice(task: &mut Task, nice: i32) -> Result<(), Errno> {
    const EINVAL: Errno = Errno::of::<-22>();
    task.nice = Nice::new(nice).ok_or(EINVAL)?;
    Ok(())
}

fn main() {
    // What is out of range stands for `None` and `Ok`.
    assert_eq!(size_of::<Option<Cpu>>(), size_of::<usize>());
    assert_eq!(size_of::<Result<(), Errno>>(), size_of::<i32>());

    let mut task = Task { last_cpu: Cpu::new(63), nice: Nice::of::<0>() };
    assert_eq!(set_nice(&mut task, 20).map_err(Errno::get), Err(-22));
    assert_eq!(set_nice(&mut task, -5), Ok(()));
    assert_eq!(task.nice.saturating_sub(100), Nice::MIN);

    let loads = [7; NR_CPUS];
    assert_eq!(task.last_cpu.map(|cpu| load_of(&loads, cpu)), Some(7));
    // The CPU after the last is the first.
    assert_eq!(task.last_cpu.map(|cpu| cpu.wrapping_add(1)), Some(Cpu::MIN));
}
