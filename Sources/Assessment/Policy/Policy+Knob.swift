extension Policy {
    /// One reading's setting, addressed by name.
    package struct Knob: Sendable {
        package let reading: Reading
        /// The options as a policy file spells them, the default first.
        package let options: [String]
        private let read: @Sendable (Policy) -> (value: String, meaning: String)
        private let write: @Sendable (inout Policy, String) -> Bool

        fileprivate init<Option: PolicyOption>(
            _ reading: Reading,
            _ path: any WritableKeyPath<Policy, Option> & Sendable
        ) {
            self.reading = reading
            options = Option.allCases.map(\.rawValue)
            read = { ($0[keyPath: path].rawValue, $0[keyPath: path].meaning) }
            write = { policy, value in
                guard let option = Option(rawValue: value) else { return false }
                policy[keyPath: path] = option
                return true
            }
        }

        package func value(in policy: Policy) -> String { read(policy).value }

        package func meaning(in policy: Policy) -> String { read(policy).meaning }

        /// False when there is no such option.
        package func set(_ value: String, in policy: inout Policy) -> Bool { write(&policy, value) }
    }

    /// The setting of a reading.
    package static func knob(of reading: Reading) -> Knob {
        switch reading {
        case .a01: Knob(reading, \.footnoteNumbering)
        case .a02: Knob(reading, \.requirementSpread)
        case .a03: Knob(reading, \.tableConflict)
        case .a04: Knob(reading, \.macOS)
        case .a05: Knob(reading, \.iPadOS)
        case .a06: Knob(reading, \.newerRelease)
        case .a07: Knob(reading, \.vendorSupport)
        case .a08: Knob(reading, \.unnamedEdition)
        case .a09: Knob(reading, \.outsideWindow)
        case .a10: Knob(reading, \.releaseUnit)
        case .a11: Knob(reading, \.retiredSoftware)
        case .a12: Knob(reading, \.missingTable)
        case .a13: Knob(reading, \.minimumSource)
        case .a14: Knob(reading, \.kioskPrivacy)
        case .a15: Knob(reading, \.levelProof)
        case .a16: Knob(reading, \.unlistedSignIn)
        case .a17: Knob(reading, \.misspeltColumn)
        case .a18: Knob(reading, \.footnoteAuthenticator)
        }
    }

    /// The readings that differ from the built-in ones.
    package var overridden: [Reading] {
        Reading.allCases.filter { Self.knob(of: $0).value(in: self) != Self.knob(of: $0).value(in: .standard) }
    }
}
