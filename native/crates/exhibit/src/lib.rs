//! Native code that the Lab sets beside the engine's: a call through JNI, and a loop that is compiled twice, optimised and not.
//!
//! A library of its own, because nothing of it belongs to the C interface: neither the header nor the manifest knows it.

#[path = "../../ffi/src/add_up.rs"]
mod add_up;

use std::ffi::c_void;

/// `kneiphof_add_up`, in whatever way this library was compiled.
#[unsafe(no_mangle)]
pub extern "C" fn kneiphof_exhibit_add_up(a: i64, times: i64) -> i64 {
    add_up::add_up(a, times)
}

/// `kneiphof_add`, for JNI: the name is made of the Java class and method that it is bound to.
#[unsafe(no_mangle)]
pub extern "system" fn Java_dev_kneiphof_graph_ffm_JniCalls_add(
    _environment: *mut c_void,
    _class: *mut c_void,
    a: i64,
    b: i64,
) -> i64 {
    a.wrapping_add(b)
}
