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

    /// The PIN of the device, from whoever runs the bench; it is asked for in no check that has no warrant.
    package func pin(triesLeft: UInt64) async throws(CheckEnd) -> Secret {
        let request = PINRequest(device: device, triesLeft: Int(clamping: triesLeft))
        switch await hands.pin(for: request, within: timing.touch) {
        case .given(let pin): return pin
        case .skipped: throw .notRun(.person, "the PIN was not given")
        case .timedOut: throw .notRun(.person, "the PIN was not given in time")
        case .nobodyToAsk: throw .notRun(.person, "nobody is there to give the PIN; --pin-fd takes it")
        }
    }

    /// Has somebody at the bench do something, and waits until it is said to be done.
    package func ask(for action: OperatorRequest.Action) async throws(CheckEnd) {
        switch await hands.perform(OperatorRequest(action, device: device), within: timing.replug) {
        case .done: return
        case .skipped: throw .notRun(.person, "the card was not moved")
        case .timedOut: throw .notRun(.person, "the card was not moved in time")
        case .nobodyToAsk: throw .notRun(.person, "nobody is there to move the card; run it at a terminal")
        }
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
