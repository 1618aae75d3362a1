// SPDX-License-Identifier: MIT OR Apache-2.0

//! The texts of all probes, in the order of the register.

/// A row's probe, and its control unless rustc is the wrong one to ask.
pub(crate) struct Text {
    pub(crate) id: &'static str,
    pub(crate) probe: &'static str,
    pub(crate) control: Option<&'static str>,
}

/// `R01` has a probe and a control; `R02 none` has a file that says why it has neither.
macro_rules! texts {
    ($($id:ident $($none:ident)?),* $(,)?) => {
        pub(crate) const TEXTS: &[Text] = &[$(texts!(@row $id $($none)?)),*];
    };
    (@row $id:ident none) => {
        Text {
            id: stringify!($id),
            probe: include_str!(concat!("../probes/", stringify!($id), ".rs")),
            control: None,
        }
    };
    (@row $id:ident) => {
        Text {
            id: stringify!($id),
            probe: include_str!(concat!("../probes/", stringify!($id), ".rs")),
            control: Some(include_str!(concat!("../probes/", stringify!($id), ".control.rs"))),
        }
    };
}

texts! {
    R01, R02 none, R03, R04, R05, R06, R07, R08, R09, R10,
    R11, R12, R13, R14, R15, R16, R17, R18, R19, R20 none,
    N01, N02, N03, N04, N05, N06, N07, N08, N09, N10, N11,
    D01, D02, D03, D04, D05, D06, D07, D08, D09, D10,
    D11, D12, D13, D14, D15, D16, D17, D18, D19,
    L01 none, L02 none, L03 none,
    X01, X02, X03, X04, X05, X06, X07, X08, X09 none, X10,
}
