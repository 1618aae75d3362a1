// A read-only field has no setters, and a write-only one no getter.
use kelson::bitfield;

bitfield! {
    struct Ctl(u32) {
        ro 15:8 status;
        wo 7:0 command;
        rw 23:16 mode;
        ro wo 31:24 both; //~ ERROR: a field is read-only, write-only or both
    }
}

fn main() {
    let ctl = Ctl::zeroed().with_command(1_u8).with_mode(2_u8);
    let _ = (ctl.status(), ctl.mode());
    let _ = ctl.with_status(1_u8); //~ ERROR: no method named `with_status`
    let _ = ctl.command(); //~ ERROR: no method named `command`
}
