/// A report that the key sends some time after it was asked.
package struct TimedReport: Hashable, Sendable {
    package let after: Duration
    package let report: [UInt8]

    package init(after: Duration, report: [UInt8]) {
        self.after = after
        self.report = report
    }
}

/// What the bench needs of a security key.
package protocol VirtualAuthenticator: Sendable {
    /// Takes a report of 64 bytes and says what to send.
    func receive(_ report: [UInt8]) -> [TimedReport]
}
