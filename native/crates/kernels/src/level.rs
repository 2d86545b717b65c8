//! Which vector instructions a scan uses, chosen when the program runs.

use std::fmt;
use std::sync::OnceLock;

/// Names the widest level to use, so that a whole program can be run with a narrower one.
const SWITCH: &str = "KNEIPHOF_KERNELS";

/// A set of vector instructions that this machine has. Only this file makes levels, and only after it has asked the machine:
/// whoever holds one may use its instructions.
///
/// ```text
/// portable   no instruction of a kind of its own; the compiler makes of it what the target allows
/// avx2       AVX2, BMI1, POPCNT                                        x86-64 from 2013 on
/// avx512     AVX-512 F, BW, DQ, VL, VBMI2 and VPOPCNTDQ as well        x86-64: Ice Lake, Zen 4 and later
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Level(Kind);

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Portable,
    #[cfg(target_arch = "x86_64")]
    Avx2,
    #[cfg(target_arch = "x86_64")]
    Avx512,
}

impl Level {
    /// What every machine has.
    pub const PORTABLE: Level = Level(Kind::Portable);

    /// The widest level of this machine, unless the environment variable `KNEIPHOF_KERNELS` names a narrower one.
    pub fn best() -> Level {
        static BEST: OnceLock<Level> = OnceLock::new();
        *BEST.get_or_init(|| {
            let asked = std::env::var(SWITCH).unwrap_or_default();
            let levels = Level::all();
            let named = levels.iter().find(|level| level.name() == asked);
            named.or(levels.last()).copied().unwrap_or(Level::PORTABLE)
        })
    }

    /// All levels of this machine, the narrowest first.
    pub fn all() -> Vec<Level> {
        #[cfg_attr(not(target_arch = "x86_64"), expect(unused_mut, reason = "other machines have one level"))]
        let mut levels = vec![Level::PORTABLE];
        #[cfg(target_arch = "x86_64")]
        {
            use std::arch::is_x86_feature_detected as has;
            if has!("avx2") && has!("bmi1") && has!("popcnt") {
                levels.push(Level(Kind::Avx2));
                let wide = has!("avx512f") && has!("avx512bw") && has!("avx512dq") && has!("avx512vl");
                if wide && has!("avx512vbmi2") && has!("avx512vpopcntdq") {
                    levels.push(Level(Kind::Avx512));
                }
            }
        }
        levels
    }

    pub fn name(self) -> &'static str {
        match self.0 {
            Kind::Portable => "portable",
            #[cfg(target_arch = "x86_64")]
            Kind::Avx2 => "avx2",
            #[cfg(target_arch = "x86_64")]
            Kind::Avx512 => "avx512",
        }
    }

    #[inline(always)]
    pub(crate) fn kind(self) -> Kind {
        self.0
    }
}

impl fmt::Debug for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::Level;

    #[test]
    fn the_best_level_is_one_that_the_machine_has() {
        let levels = Level::all();
        assert_eq!(levels[0], Level::PORTABLE);
        assert!(levels.contains(&Level::best()));
        assert!(levels.is_sorted());
    }
}
