package import DeviceTransport
package import SafetyGuard

/// The right to spend or destroy something on one device: nobody has it who was not opted in, listed and confirmed.
///
/// There is no other way to make one, and without one a run's allowance ends at D2 whatever its plan says. It is good for
/// the device that it was made for, also after that was plugged in again, and for no other.
package struct DestructionWarrant: Sendable {
    /// Who wants what on which device.
    package struct Request: Sendable {
        /// As `devices` lists it.
        package let device: String
        package let fingerprint: DeviceFingerprint
        /// The class of the checks that are meant.
        package let wanted: DangerClass
        /// The class that was opted in to on the command line; `nil` where none was.
        package let optedIn: DangerClass?

        package init(device: String, fingerprint: DeviceFingerprint, wanted: DangerClass, optedIn: DangerClass?) {
            self.device = device
            self.fingerprint = fingerprint
            self.wanted = wanted
            self.optedIn = optedIn
        }
    }

    /// Why there is none.
    package enum Refusal: Error, Hashable, Sendable, CustomStringConvertible {
        case notOptedIn
        case notListed
        /// Listed for a lower class than is wanted.
        case listedFor(DangerClass)
        case notConfirmed(OperatorAnswer)

        package var description: String {
            switch self {
            case .notOptedIn: "nobody asked for checks that spend or destroy something"
            case .notListed: "the lab's list names no device with its serial number"
            case .listedFor(let highest): "the lab's list allows no more than \(highest) on it"
            case .notConfirmed(.nobodyToAsk): "nobody is at a terminal to confirm it"
            case .notConfirmed(.timedOut): "nobody confirmed it in time"
            case .notConfirmed: "its name was not typed back"
            }
        }
    }

    /// What has to hold; each of them alone is enough to refuse.
    enum Rule: CaseIterable, Sendable {
        case optIn
        case list
        case confirmation
    }

    /// The highest class that may be sent.
    package let highest: DangerClass
    private let fingerprint: DeviceFingerprint
    /// Whether the lab's list names the device itself; a reader that it names says nothing of the card in it.
    private let isForKey: Bool
    /// The card that the list names.
    private let cardNumber: String?

    /// Asks for all three: the option, the list, and the name that the list has for the device.
    ///
    /// - Throws: ``Refusal``.
    package static func obtain(
        _ request: Request,
        from list: LabList,
        by hands: some Operator,
        within limit: Duration
    ) async throws(Refusal) -> Self {
        try await obtain(request, from: list, by: hands, within: limit, keeping: Set(Rule.allCases))
    }

    /// The same with rules left out, for the tests that show what each is good for.
    static func obtain(
        _ request: Request,
        from list: LabList,
        by hands: some Operator,
        within limit: Duration,
        keeping rules: Set<Rule>
    ) async throws(Refusal) -> Self {
        if rules.contains(.optIn) {
            guard let optedIn = request.optedIn, request.wanted <= optedIn else { throw .notOptedIn }
        }
        let isListNeeded = rules.contains(.list)
        let found = isListNeeded ? list.entry(for: request.fingerprint) : list.entries.first
        guard let entry = found ?? (isListNeeded ? nil : LabList.Entry(name: request.device)) else { throw .notListed }
        if isListNeeded, request.wanted > entry.highest { throw .listedFor(entry.highest) }
        if rules.contains(.confirmation) {
            let phrase = "destroy \(entry.name)"
            let answer = await hands.perform(
                OperatorRequest(.confirmDestruction(phrase: phrase), device: request.device),
                within: limit
            )
            guard answer == .done else { throw .notConfirmed(answer) }
        }
        return Self(
            highest: request.wanted,
            fingerprint: request.fingerprint,
            isForKey: entry.serialNumber != nil || !isListNeeded,
            cardNumber: entry.cardNumber
        )
    }

    private init(highest: DangerClass, fingerprint: DeviceFingerprint, isForKey: Bool, cardNumber: String?) {
        self.highest = highest
        self.fingerprint = fingerprint
        self.isForKey = isForKey
        self.cardNumber = cardNumber
    }

    /// Whether it was made for this key.
    func coversKey(_ device: DeviceFingerprint) -> Bool { isForKey && fingerprint.contradiction(to: device) == nil }

    /// Whether it was made for a card, which has to be the one with this number.
    func coversCard(_ number: String?) -> Bool { cardNumber != nil && cardNumber == number }
}
