/// Whoever tells a person that a key waits for a touch; called on the device's thread, and must not wait.
package protocol TouchAttendant: Sendable {
    func touchIsNeeded()
    func touchIsOver()
}

/// For keys that touch themselves, and for runs that ask nobody.
package struct NoAttendant: TouchAttendant {
    package init() {}
    package func touchIsNeeded() {}
    package func touchIsOver() {}
}
