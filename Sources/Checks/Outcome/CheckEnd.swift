package import DeviceTransport

/// How a check ends when it does not run to its last line.
package enum CheckEnd: Error, Sendable {
    /// The device does not do what the clause demands.
    case failed(String)
    /// The clause does not speak of such a device.
    case notApplicable(String)
    /// Nobody knows what the device would have done, and somebody has to act.
    case notRun(ResponsibleParty, String)
    /// The device says nothing at all, so nothing else can be found out either.
    case mute(String)
    /// The device could not be talked to.
    case unreachable(TransportError)
}

/// Ends the check as failed unless the condition holds.
package func demand(_ condition: Bool, _ reason: @autoclosure () -> String) throws(CheckEnd) {
    guard condition else { throw .failed(reason()) }
}

/// The value, or the end of the check as failed.
package func demand<Value>(_ value: Value?, _ reason: @autoclosure () -> String) throws(CheckEnd) -> Value {
    guard let value else { throw .failed(reason()) }
    return value
}
