import CTAPMessages
import ISO7816

/// The parts of a chained `NFCCTAP_MSG` that have come so far (CTAP 2.1, 11.3.6).
struct FIDOChain: Sendable {
    enum Step: Sendable {
        case held
        /// The request that the parts make, and the commands to be sent for it.
        case whole(request: [UInt8], commands: [[UInt8]])
        /// A chain that is no request.
        case broken(String)
        case notChained
    }

    private var request: [UInt8] = []
    private var commands: [[UInt8]] = []

    /// Takes the next command; one that does not go on with the chain drops it, as it would in the applet.
    mutating func take(_ bytes: [UInt8]) -> Step {
        let header = Array(bytes.prefix(2))
        guard header == CardDangerTable.nfcMessageChained || (header == CardDangerTable.nfcMessage && !commands.isEmpty)
        else {
            self = Self()
            return .notChained
        }
        guard let part = try? CommandAPDU(parsing: bytes) else {
            self = Self()
            return .broken("a chained NFCCTAP_MSG of no known case")
        }
        request += part.data
        commands.append(bytes)
        guard request.count <= CTAPHIDMessage.maximumPayload else {
            self = Self()
            return .broken("a chained NFCCTAP_MSG longer than any message")
        }
        guard !part.isChained else { return .held }
        defer { self = Self() }
        return .whole(request: request, commands: commands)
    }
}
