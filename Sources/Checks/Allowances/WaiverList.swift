import CTAPMessages
package import StrictYAML
package import Vocabulary

/// The waivers of a lab; `docs/check-results.md` describes the file.
package struct WaiverList: Hashable, Sendable {
    package let waivers: [Waiver]

    package init(_ waivers: [Waiver] = []) {
        self.waivers = waivers
    }

    /// Reads a list.
    ///
    /// - Parameters:
    ///   - bytes: The file.
    ///   - file: What messages call it.
    ///   - checks: Every check there is: a waiver of none is a slip.
    ///   - day: The day on which each has to count; `nil` where that is found out later.
    /// - Throws: everything that is wrong with it, each fault with its place, and each waiver that has expired.
    package init(
        reading bytes: [UInt8],
        file: String,
        checks: [CheckID],
        day: CalendarDate? = nil
    ) throws(YAMLProblems) {
        self = try YAMLDocument(bytes: bytes, file: file).read { Self(reading: $0, checks, day) }
    }

    /// Whether one of them is granted for a device by its serial number.
    package func names(serialSHA256: String) -> Bool {
        waivers.contains { $0.subject == .serialSHA256(serialSHA256) }
    }

    private enum Key: String, CaseIterable {
        case format, waivers
    }

    private init?(reading value: YAMLValue, _ checks: [CheckID], _ day: CalendarDate?) {
        guard let keys = value.mapping(Key.self) else { return nil }
        _ = keys.required(.format)?.integer(in: 1...1)
        self.init(keys.required(.waivers)?.list { Waiver(reading: $0, checks, day) } ?? [])
    }
}

extension Waiver {
    private enum Key: String, CaseIterable {
        case check, aaguid, reader
        case serial = "serial-sha256"
        case reason, by, until
    }

    fileprivate init?(reading value: YAMLValue, _ checks: [CheckID], _ day: CalendarDate?) {
        guard let keys = value.mapping(Key.self) else { return nil }
        let pattern = keys.required(.check)?.checkPattern(among: checks)
        let subjects = [
            keys[.aaguid]?.string(as: "an AAGUID") { AAGUID(text: $0) }.map { Subject.aaguid($0.value) },
            keys[.reader]?.string().map { Subject.reader($0.value) },
            keys[.serial]?.string(as: "64 lower-case hexadecimal digits", Self.digest)
                .map {
                    Subject.serialSHA256($0.value)
                },
        ]
        if [keys[.aaguid], keys[.reader], keys[.serial]].count(where: { $0 != nil }) != 1 {
            keys.report("a waiver is for one device: give one of \"aaguid\", \"reader\" and \"serial-sha256\"")
        }
        let reason = keys.required(.reason)?.string()?.value
        let grantor = keys.required(.by)?.string()?.value
        let end = keys.required(.until)
        let lastDay = end?.date()?.value
        guard let pattern, let subject = subjects.compactMap(\.self).first, let reason, let grantor, let lastDay
        else { return nil }
        if let day, lastDay < day {
            end?.report("the waiver of \(pattern) (\"\(reason)\") expired on \(lastDay), and it is \(day)")
        }
        self.init(pattern: pattern, subject: subject, justification: reason, grantor: grantor, lastDay: lastDay)
    }

    private static func digest(_ text: String) -> String? {
        let digits = text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
        return digits && text.utf8.count == 64 ? text : nil
    }
}

extension YAMLValue {
    /// A check's id or a pattern, which has to mean at least one check.
    func checkPattern(among checks: [CheckID]) -> IDPattern? {
        guard let text = string()?.value else { return nil }
        let pattern = IDPattern(text)
        guard checks.contains(where: { pattern.matches($0) }) else {
            let nearest = NearestName.nearest(to: text, among: checks.lazy.map(\.rawValue))
            report("no check is called \"\(text)\"", suggestion: nearest)
            return nil
        }
        return pattern
    }
}
