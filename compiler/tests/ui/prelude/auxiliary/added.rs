// SPDX-License-Identifier: MIT OR Apache-2.0

pub fn parse(text: &str) -> Result<String> {
    text.parse::<u8>().map(|number| number.to_string()).map_err(|_| project::Error)
}
