extension Policy {
    /// One reading as it was used: `A03 (worst-of-both): …`.
    package func sentence(for reading: Reading) -> String {
        let knob = Self.knob(of: reading)
        return "\(reading.id) (\(knob.value(in: self))) \(reading.question) Read as: \(knob.meaning(in: self))."
    }

    /// A policy file with every reading, its question and its options, ready to be edited.
    package var file: String {
        var lines = [
            "# How the open places of the specification are read; docs/readings.md explains each.",
            "format: 1",
            "id: \(id)",
            "reference-age-limit-days: \(referenceAgeLimit)",
            "readings:",
        ]
        for reading in Reading.allCases {
            let knob = Self.knob(of: reading)
            lines.append("  # \(reading.question) Options: \(knob.options.joined(separator: ", ")).")
            lines.append("  \(reading.id): \(knob.value(in: self))")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
