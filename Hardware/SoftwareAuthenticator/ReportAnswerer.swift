/// What answers output reports with input reports that have their time: an authenticator, or something in its place.
package protocol ReportAnswerer: Sendable {
    /// Takes one output report of 64 bytes and returns what is sent because of it, in order.
    func receive(_ report: [UInt8], at now: ContinuousClock.Instant) -> [Emission]
}

extension SoftwareAuthenticator: ReportAnswerer {}
