/// A device could not be talked to: the call that failed, on what, and the number that came back.
///
/// A device that answers and says no is not an error (see `StatusWord`, `CTAPStatus`). Two errors are equal when their
/// code and operation are; the rest explains.
package struct TransportError: Error, Sendable, CustomStringConvertible {
    /// The kind of trouble, open for kinds that a driver alone knows.
    package struct Code: RawRepresentable, Hashable, Sendable {
        package let rawValue: String
        package init(rawValue: String) { self.rawValue = rawValue }
    }

    /// What the library or the kernel returned, never translated away.
    package struct Original: Hashable, Sendable, CustomStringConvertible {
        /// Whose number it is: `pcsc-lite`, `libfido2` or `errno`.
        package let source: String
        package let number: Int
        /// The number's name in the source's headers, when it has one.
        package let name: String?

        package init(source: String, number: Int, name: String?) {
            self.source = source
            self.number = number
            self.name = name
        }

        package var description: String {
            let digits = source == "pcsc-lite" ? "0x" + Self.hexadecimal(number) : String(number)
            return name.map { "\(digits), \($0)" } ?? "\(source) \(digits)"
        }

        private static func hexadecimal(_ number: Int) -> String {
            let digits = String(UInt32(truncatingIfNeeded: number), radix: 16, uppercase: true)
            return String(repeating: "0", count: 8 - digits.count) + digits
        }
    }

    package let code: Code
    /// The C call or protocol step that failed, as its documentation names it.
    package let operation: String
    /// The reader, node or file concerned.
    package let subject: String?
    package let original: Original?
    /// What else is known, as a clause: who holds the reader, which byte differs.
    package let detail: String?

    package init(
        _ code: Code,
        operation: String,
        subject: String? = nil,
        original: Original? = nil,
        detail: String? = nil
    ) {
        self.code = code
        self.operation = operation
        self.subject = subject
        self.original = original
        self.detail = detail
    }

    package var description: String { (subject.map { "\($0): " } ?? "") + reason }

    /// What happened without saying on what, for a place that names the device: the same live as replayed from any file.
    package var reason: String {
        var sentence = "\(code.meaning) (\(operation)"
        if let original { sentence += " returned \(original)" }
        sentence += ")"
        if let detail { sentence += ": \(detail)" }
        return sentence
    }

    /// The same error with more known about it.
    package func adding(subject: String? = nil, detail: String? = nil) -> Self {
        Self(
            code,
            operation: operation,
            subject: subject ?? self.subject,
            original: original,
            detail: detail ?? self.detail
        )
    }
}

extension TransportError: Hashable {
    package static func == (left: Self, right: Self) -> Bool {
        left.code == right.code && left.operation == right.operation
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(code)
        hasher.combine(operation)
    }
}
