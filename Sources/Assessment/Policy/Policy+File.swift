package import StrictYAML

extension Policy {
    /// Reads a policy file; what it leaves out is read as the built-in policy does.
    ///
    /// - Throws: everything that is wrong with the file, each fault with its place and the nearest valid name.
    package init(reading bytes: [UInt8], file: String) throws(YAMLProblems) {
        self = try YAMLDocument(bytes: bytes, file: file).read { Self(reading: $0) }
    }

    private enum Key: String, CaseIterable {
        case format, id, readings
        case referenceAgeLimit = "reference-age-limit-days"
    }

    private init?(reading value: YAMLValue) {
        guard let keys = value.mapping(Key.self) else { return nil }
        self.init()
        _ = keys.required(.format)?.integer(in: 1...1)
        guard let id = keys.required(.id)?.identifier()?.value else { return nil }
        self.id = id
        if let limit = keys[.referenceAgeLimit]?.integer(in: 0...3650)?.value { referenceAgeLimit = limit }
        guard let readings = keys[.readings], let entries = readings.entries() else { return }
        for (key, value) in entries {
            guard let reading = Reading(id: key.value) else {
                readings.report(
                    "there is no reading \"\(key.value)\"",
                    at: key.position,
                    suggestion: NearestName.nearest(to: key.value, among: Reading.allCases.map(\.id))
                )
                continue
            }
            let knob = Self.knob(of: reading)
            guard let option = value.string() else { continue }
            if !knob.set(option.value, in: &self) {
                value.report(
                    "\(reading.id) cannot be \"\(option.value)\": one of \(knob.options.joined(separator: ", "))",
                    suggestion: NearestName.nearest(to: option.value, among: knob.options)
                )
            }
        }
    }
}
