//! Roman numerals.

/// The value of a word in capitals that is a Roman numeral in its one right spelling; `None` for anything else, and for
/// single letters above X, which are letters.
pub(super) fn value(word: &str) -> Option<u16> {
    if word.is_empty()
        || word.len() > 15
        || !word.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X' | b'L' | b'C' | b'D' | b'M'))
    {
        return None;
    }
    if word.len() == 1 && matches!(word, "L" | "C" | "D" | "M") {
        return None;
    }
    let digit = |byte: u8| match byte {
        b'I' => 1,
        b'V' => 5,
        b'X' => 10,
        b'L' => 50,
        b'C' => 100,
        b'D' => 500,
        _ => 1000,
    };
    let bytes = word.as_bytes();
    let total: i32 = bytes
        .iter()
        .enumerate()
        .map(|(index, &byte)| {
            let here = digit(byte);
            if bytes.get(index + 1).is_some_and(|&next| digit(next) > here) { -here } else { here }
        })
        .sum();
    let value = u16::try_from(total).ok().filter(|value| (1..4000).contains(value))?;
    (spell(value) == word).then_some(value)
}

fn spell(mut value: u16) -> String {
    const STEPS: [(u16, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut spelled = String::new();
    for (step, letters) in STEPS {
        while value >= step {
            spelled.push_str(letters);
            value -= step;
        }
    }
    spelled
}
