package import DeviceTransport
package import FIDOMetadata
package import Octets

/// What every check has beside its subject.
package final class CheckContext {
    package let id: CheckID
    package let seed: CheckSeed
    package let timing: CheckTiming
    package let attendant: any TouchAttendant
    /// What is known of models; `nil` where nobody has looked.
    package let metadata: MetadataInUse?
    private let hands: any Operator
    /// The device as people find it.
    private let device: String
    package private(set) var notes: [String] = []
    package private(set) var marginal: String?

    package init(
        id: CheckID,
        seed: CheckSeed,
        timing: CheckTiming,
        attendant: any TouchAttendant,
        hands: any Operator = NobodyAtTheBench(),
        device: String = "",
        metadata: MetadataInUse? = nil
    ) {
        self.id = id
        self.seed = seed
        self.timing = timing
        self.attendant = attendant.attending(id)
        self.hands = hands
        self.device = device
        self.metadata = metadata
    }

    /// The PIN of the device, from whoever runs the bench.
    ///
    /// Checks that write and take back share the one that ``KeyUnderTest/pin()`` keeps; any other has a warrant.
    package func pin(triesLeft: UInt64) async throws(CheckEnd) -> Secret {
        let request = PINRequest(device: device, triesLeft: Int(clamping: triesLeft))
        let answer = await hands.pin(for: request, within: timing.touch)
        if case .given(let pin) = answer { return pin }
        throw .notRun(.person, Self.reason(answer) ?? "")
    }

    /// Why a check is not run that got no PIN; `nil` where it got one.
    package static func reason(_ answer: PINAnswer) -> String? {
        switch answer {
        case .given: nil
        case .skipped: "the PIN was not given"
        case .timedOut: "the PIN was not given in time"
        case .nobodyToAsk: "nobody is there to give the PIN; --pin-fd or TOUCHSTONE_PIN gives it"
        }
    }

    /// Has somebody at the bench take a card out or put it in, and waits until it is said to be done.
    package func haveCardMoved(_ action: OperatorRequest.Action) async throws(CheckEnd) {
        switch await hands.perform(OperatorRequest(action, device: device), within: timing.replug) {
        case .done: return
        case .skipped: throw .notRun(.person, "the card was not moved")
        case .timedOut: throw .notRun(.person, "the card was not moved in time")
        case .nobodyToAsk: throw .notRun(.person, "nobody is there to move the card; run it at a terminal")
        }
    }

    /// Why a check is not run whose temporary PIN nobody took note of; `nil` where somebody did.
    package static func reason(_ answer: OperatorAnswer) -> String? {
        switch answer {
        case .done: nil
        case .skipped: "the temporary PIN was not taken note of"
        case .timedOut: "the temporary PIN was not taken note of in time"
        case .nobodyToAsk: "nobody is at a terminal who could be shown a temporary PIN"
        }
    }

    /// Shows the temporary PIN of a key to whoever runs the bench, at the terminal and nowhere else.
    package func show(_ pin: Secret) async throws(CheckEnd) {
        let answer = await hands.noteTemporaryPIN(pin, of: device, within: timing.touch)
        if let reason = Self.reason(answer) { throw .notRun(.person, reason) }
    }

    /// Bytes of this check's own for a purpose, the same in a replay.
    package func bytes(_ purpose: String, count: Int = 32) -> [UInt8] {
        seed.derive("\(id), \(purpose)", count: count)
    }

    /// Puts a measurement or a remark into the report.
    package func note(_ text: String) { notes.append(text) }

    /// Marks the check as passed, but close to a limit.
    package func mark(marginal text: String) { marginal = text }
}
