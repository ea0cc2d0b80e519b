package import DeviceTransport

/// The right to spend or destroy something on one device: nobody has it who was not opted in, listed and confirmed.
///
/// There is no other way to make one, and without one a run's allowance ends at D2 whatever its plan says.
package struct DestructionWarrant: Sendable {
    /// Why there is none.
    package enum Refusal: Error, Hashable, Sendable, CustomStringConvertible {
        case notOptedIn
        case notListed
        case notConfirmed(OperatorAnswer)

        package var description: String {
            switch self {
            case .notOptedIn: "nobody asked for checks that spend or destroy something"
            case .notListed: "the device's serial number is not on the lab's list"
            case .notConfirmed(let answer): "the phrase was not typed back (\(answer))"
            }
        }
    }

    /// The device's serial number, which is not kept anywhere else.
    let serialNumber: String

    /// Asks for all three: the option, the list, and the phrase with the device's own name in it.
    ///
    /// - Throws: ``Refusal``.
    package static func obtain(
        for device: String,
        serialNumber: String?,
        isOptedIn: Bool,
        labSerials: Set<String>,
        from hands: some Operator,
        within limit: Duration
    ) async throws(Refusal) -> Self {
        guard isOptedIn else { throw .notOptedIn }
        guard let serialNumber, !serialNumber.isEmpty, labSerials.contains(serialNumber) else { throw .notListed }
        let request = OperatorRequest(.confirmDestruction(phrase: "destroy \(device)"), device: device)
        let answer = await hands.perform(request, within: limit)
        guard answer == .done else { throw .notConfirmed(answer) }
        return Self(serialNumber: serialNumber)
    }

    private init(serialNumber: String) {
        self.serialNumber = serialNumber
    }
}
