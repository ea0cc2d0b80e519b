/// In which state a check has to find its device.
package enum CheckStart: String, Hashable, Sendable, CaseIterable {
    /// As the check before has left it.
    case asItIs = "as-it-is"
    /// Just plugged in: somebody is asked to pull it and to plug it in again.
    case replugged
}
