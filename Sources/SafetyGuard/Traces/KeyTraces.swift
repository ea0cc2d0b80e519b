import CBORTree
import CTAPMessages
package import DeviceTransport
import Synchronization

/// Something that a run writes on a key, or has taken back.
package enum KeyTrace: Hashable, Sendable {
    /// A discoverable credential is about to be asked for.
    case expected(CredentialTrace)
    case made(CredentialTrace)
    /// It is not on the key, or not any more.
    case gone(CredentialTrace)
    /// The large-blob array is about to get another element.
    case blobExpected
    /// Nothing of the run's is in it any more.
    case blobGone
    /// The PIN is about to be changed to the temporary one.
    case pinExpected
    /// The PIN is the one that was given.
    case pinGone
}

/// Whoever keeps what a run writes on a key, so that it can be taken back when the program is gone.
package protocol TraceKeeper: Sendable {
    /// Hears of each trace; of one that is expected before it is sent, and what this throws keeps it from being sent.
    func keep(_ trace: KeyTrace) throws(TransportError)
}

/// What a run has written on one key, as its guards have seen it cross: the proof of what the run may take back.
///
/// One for all guards of a run on a key, for what one check has made another part of the run may have to delete. What is
/// going to be written is told before it is sent, so that it is on the disk when the program is killed.
package final class KeyTraces: Sendable {
    /// What each command of class D2 is held to that could as well touch what others own.
    package enum Rule: CaseIterable, Sendable {
        /// Only credentials that the run saw made are deleted and renamed.
        case ownCredentials
        /// Only a large-blob array that was just read is replaced, and by one that keeps all that is not the run's own.
        case oldArray
        /// Nothing with a PIN passes once one was refused.
        case oneTry
        /// No PIN is sent before three tries were seen to be left.
        case triesLeft
    }

    private struct State: Sendable {
        var credentials: CredentialTraces
        var blobs = BlobTrace()
        var pin = PINTrace()
    }

    private let rules: Set<Rule>
    private let keeper: (any TraceKeeper)?
    private let state: Mutex<State>

    /// - Parameters:
    ///   - left: What an earlier part of the run has left.
    ///   - keeper: Whoever keeps the traces; `nil` where nobody does.
    package convenience init(of left: [CredentialTrace] = [], keptBy keeper: (any TraceKeeper)? = nil) {
        self.init(of: left, keptBy: keeper, keeping: Set(Rule.allCases))
    }

    /// The same with rules left out, for the tests that show what each is good for.
    package init(of left: [CredentialTrace] = [], keptBy keeper: (any TraceKeeper)? = nil, keeping rules: Set<Rule>) {
        self.rules = rules
        self.keeper = keeper
        state = Mutex(State(credentials: CredentialTraces(left)))
    }

    /// Credentials that may still be on the key.
    package var credentials: [CredentialTrace] { state.withLock { $0.credentials.left } }

    /// Elements of the run's, as CBOR, that may still be in the large-blob array.
    package var blobs: [[UInt8]] { state.withLock { $0.blobs.own } }

    /// Whether the key's PIN may be another one than the run was given.
    package var isPINChanged: Bool { state.withLock { $0.pin.isChanged } }

    /// Whether a change of the PIN may be taken back: with one that was refused nothing is tried any more.
    package var mayTakeBackPIN: Bool { state.withLock { $0.pin.allows(.changePIN, .change, keeping: rules) } }

    /// Whether the key took the PIN when it was sent last; if not, nothing with a PIN passes before the tries are read.
    package var isPINAccepted: Bool { state.withLock { $0.pin.isAccepted } }

    package var isEmpty: Bool { credentials.isEmpty && blobs.isEmpty && !isPINChanged }

    /// The key was pulled and plugged in again, or another one of its model was: what it took and told counts no more.
    package func replugged() {
        state.withLock { state in
            state.blobs.forgetReading()
            state.pin.replugged()
        }
    }

    /// Forgets a credential of which the key was seen not to have it.
    package func forget(_ trace: CredentialTrace) {
        state.withLock { $0.credentials.forget(trace) }
        try? keeper?.keep(.gone(trace))
    }

    /// The row that decides about a request, command byte first, with what was seen so far.
    func rule(for request: [UInt8], _ use: PINUse) -> DangerRule {
        let plain = CTAPDangerTable.rule(for: request)
        guard let command = request.first.map(CTAPCommand.init(rawValue:)),
            let parameters = CTAPParameters(request.dropFirst())
        else { return plain }
        let isProven = state.withLock { state in
            switch plain {
            case CTAPDangerTable.credentialChange:
                !rules.contains(.ownCredentials) || state.credentials.own(parameters)
            case CTAPDangerTable.largeBlobsWrite:
                !rules.contains(.oldArray) || state.blobs.keeps(parameters)
            default:
                command == .clientPIN
                    && Self.subCommand(parameters).map { state.pin.allows($0, use, keeping: rules) } == true
            }
        }
        return isProven ? CTAPDangerTable.proven(plain) : plain
    }

    /// Notes what a request will leave, before it is sent.
    ///
    /// - Throws: `inputOutput` when that cannot be written down, and then nothing is to be sent.
    func willSend(_ request: [UInt8]) throws(TransportError) {
        guard let command = request.first.map(CTAPCommand.init(rawValue:)),
            let parameters = CTAPParameters(request.dropFirst())
        else { return }
        let pinBefore = state.withLock(\.pin)
        let trace: KeyTrace? = state.withLock { state in
            if command == .clientPIN { return state.pin.send(Self.subCommand(parameters)) ? .pinExpected : nil }
            if command == .largeBlobs, parameters.has(0x02) {
                return state.blobs.write(parameters) ? .blobExpected : nil
            }
            guard let intended = state.credentials.intended(by: command, parameters) else { return nil }
            state.credentials.expect(intended)
            return .expected(intended)
        }
        guard let trace, let keeper else { return }
        do throws(TransportError) {
            try keeper.keep(trace)
        } catch {
            // It is not sent, so there is nothing that would have to be changed back.
            if trace == .pinExpected { state.withLock { $0.pin = pinBefore } }
            throw error
        }
    }

    /// Takes the answer to a request: a status, and what follows it.
    ///
    /// It has to be certain that it is the answer to this one.
    func take(_ answer: [UInt8], to request: [UInt8]) {
        guard let command = request.first.map(CTAPCommand.init(rawValue:)), let first = answer.first else { return }
        let status = CTAPStatus(rawValue: first)
        let map = try? CBORItem(parsing: Array(answer.dropFirst()))
        // Reset and getNextAssertion have no parameters.
        guard let parameters = CTAPParameters(request.count > 1 ? Array(request.dropFirst()) : [0xA0]) else { return }
        let traces: [KeyTrace] = state.withLock { state in
            switch command {
            case .reset where status == .success:
                state = State(credentials: CredentialTraces([]))
                return []
            case .clientPIN:
                let tries = map?[0x03]?.unsignedInteger
                return state.pin.take(Self.subCommand(parameters), status, tries: tries) ? [.pinGone] : []
            case .largeBlobs where parameters.has(0x02):
                state.blobs.wrote(status == .success)
                return []
            case .largeBlobs:
                let piece = status == .success ? map?[0x01]?.bytes : nil
                return state.blobs.read(parameters, piece) ? [.blobGone] : []
            default:
                return state.credentials.take(command, parameters, status, map)
            }
        }
        // It has happened whether or not it can be written down.
        for trace in traces { try? keeper?.keep(trace) }
    }

    private static func subCommand(_ parameters: CTAPParameters) -> ClientPINSubCommand? {
        parameters.number(0x02).map(ClientPINSubCommand.init(rawValue:))
    }
}
