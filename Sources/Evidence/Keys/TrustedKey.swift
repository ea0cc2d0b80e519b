package import Vocabulary

/// A public key that somebody vouches for, and the days on which it may have signed.
package struct TrustedKey: Hashable, Sendable {
    /// Whose key it is, for people.
    package let name: String
    package let key: VerifyingKey
    /// The first day; nil for any.
    package let from: CalendarDate?
    /// The last day; nil for any.
    package let until: CalendarDate?

    package init(name: String, key: VerifyingKey, from: CalendarDate? = nil, until: CalendarDate? = nil) {
        self.name = name
        self.key = key
        self.from = from
        self.until = until
    }

    /// Why nothing of that day can be this key's, or nil when it can.
    package func objection(on day: CalendarDate) -> String? {
        if let until, day > until { return "the key \"\(name)\" expired on \(until), and the bundle says \(day)" }
        if let from, day < from { return "the key \"\(name)\" begins on \(from), and the bundle says \(day)" }
        return nil
    }
}
