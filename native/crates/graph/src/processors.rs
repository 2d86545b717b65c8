//! How much can be done at once.

use crate::graph::out_of_memory;
use crate::store::room::room;
use kneiphof_wire::Failure;
use parking_lot::Mutex;
use std::panic::resume_unwind;
use std::sync::OnceLock;
use std::thread::{Builder, available_parallelism, scope};

/// What a thread of a scan has for its calls: what the standard library gives it as well.
const STACK_BYTES: usize = 2 << 20;

/// How many threads the process may run at once. Asked of the system once: it reads files for its answer, which takes longer
/// than to filter 50,000 rows.
pub(crate) fn processors() -> usize {
    static PROCESSORS: OnceLock<usize> = OnceLock::new();
    *PROCESSORS.get_or_init(|| available_parallelism().map_or(1, usize::from))
}

/// Works on the parts with so many threads, this one among them; each takes the next part that nobody has taken. So a thread that the
/// system refuses leaves its part to the others, and with none this one does all the work.
///
/// # Errors
/// The first failure of a part, in the order of the threads; `OUT_OF_MEMORY`.
pub(crate) fn on_threads<P: Send>(
    threads: usize,
    parts: impl Iterator<Item = P> + Send,
    work: impl Fn(P) -> Result<(), Failure> + Sync,
) -> Result<(), Failure> {
    on_threads_of(STACK_BYTES, threads, parts, work)
}

fn on_threads_of<P: Send>(
    stack_bytes: usize,
    threads: usize,
    mut parts: impl Iterator<Item = P> + Send,
    work: impl Fn(P) -> Result<(), Failure> + Sync,
) -> Result<(), Failure> {
    if threads <= 1 {
        return parts.try_for_each(work);
    }
    let parts = Mutex::new(parts);
    let work_on = || {
        let next = || parts.lock().next();
        std::iter::from_fn(next).try_for_each(&work)
    };
    scope(|scope| {
        let mut others = Vec::new();
        room(&mut others, threads - 1).map_err(out_of_memory)?;
        let begin = |_| Builder::new().stack_size(stack_bytes).spawn_scoped(scope, work_on).ok();
        others.extend((1..threads).map_while(begin));
        let own = work_on();
        others
            .into_iter()
            .map(|other| other.join().unwrap_or_else(|panic| resume_unwind(panic)))
            .fold(own, Result::and)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use kneiphof_wire::Status;
    use std::sync::Barrier;
    use std::thread::current;

    /// More than any system has addresses for.
    const REFUSED_BYTES: usize = 1 << 50;

    #[test]
    fn as_many_threads_work_at_once_as_were_asked_for() {
        let all_here = Barrier::new(3);
        let mut parts = [0; 3];
        let work = |part: &mut i32| {
            all_here.wait();
            *part += 1;
            Ok(())
        };
        assert_eq!(on_threads(3, parts.iter_mut(), work), Ok(()));
        assert_eq!(parts, [1; 3]);
    }

    #[test]
    fn f080_a_thread_that_the_system_refuses_leaves_its_part_to_this_one() {
        let here = current().id();
        let mut workers = [None; 5];
        let work = |worker: &mut Option<_>| {
            *worker = Some(current().id());
            Ok(())
        };
        assert_eq!(on_threads_of(REFUSED_BYTES, 3, workers.iter_mut(), work), Ok(()));
        assert_eq!(workers, [Some(here); 5]);
    }

    #[test]
    fn the_failure_of_any_part_is_the_failure_of_all() {
        for failing in 0..4 {
            let work = |part| if part == failing { Err(Failure::new(Status::Cancelled)) } else { Ok(()) };
            for stack_bytes in [STACK_BYTES, REFUSED_BYTES] {
                let outcome = on_threads_of(stack_bytes, 2, 0..4, work);
                assert_eq!(outcome.map_err(|failure| failure.status), Err(Status::Cancelled));
            }
        }
    }
}
