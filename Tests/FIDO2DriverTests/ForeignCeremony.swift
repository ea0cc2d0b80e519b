import CTAPMessages
import DeviceTransport
import FixtureSupport
import Foundation
import Octets
import Synchronization

/// A registration that another program ran with somebody else's authenticator, from `../shared/data/traces`.
struct ForeignCeremony: Sendable {
    struct Report: Decodable, Sendable {
        let dir: String
        let report: String
    }

    struct Sidecar: Decodable, Sendable {
        struct Credential: Decodable, Sendable {
            let clientDataHash: String
            let rpId: String
            let userId: String
            let userName: String
            let fmt: String
            let authData: String
            let signature: String
        }

        let credential: Credential
    }

    let credential: Sidecar.Credential
    let reports: [Report]

    /// `nil` where the traces are not beside the checkout.
    init?(_ name: String) throws {
        let folder = "traces/ctaphid/\(name)"
        guard let sidecar = try SharedData.bytes("\(folder).json"), let lines = try SharedData.bytes("\(folder).jsonl")
        else { return nil }
        credential = try JSONDecoder().decode(Sidecar.self, from: Data(sidecar)).credential
        reports = try lines.split(separator: 0x0A).map { try JSONDecoder().decode(Report.self, from: Data($0)) }
    }

    var request: CredentialRequest {
        get throws {
            CredentialRequest(
                rpID: credential.rpId,
                user: CredentialRequest.User(id: try Hex.decode(credential.userId), name: credential.userName),
                clientDataHash: try Hex.decode(credential.clientDataHash)
            )
        }
    }

    /// Plays the authenticator; without CTAP2, it says that it has none and its CBOR exchanges are left out.
    func channel(withCTAP2: Bool = true) throws -> any ReportChannel {
        var isLeftOut = false
        let events = try reports.compactMap { line -> ForeignChannel.Event? in
            var bytes = try Hex.decode(line.report)
            if bytes[4] & 0x80 != 0 { isLeftOut = !withCTAP2 && CTAPHIDCommand(rawValue: bytes[4]) == .cbor }
            guard !isLeftOut else { return nil }
            let isInitialization = bytes[4] == 0x86
            if isInitialization, line.dir == "in", !withCTAP2 { bytes[23] &= ~CTAPHIDCapabilities.cbor.rawValue }
            return ForeignChannel.Event(isOutgoing: line.dir == "out", isInitialization: isInitialization, bytes: bytes)
        }
        return ForeignChannel(events)
    }
}

/// Holds the host to the reports of a trace; the nonce of INIT alone is free.
private final class ForeignChannel: ReportChannel {
    struct Event: Sendable {
        let isOutgoing: Bool
        let isInitialization: Bool
        var bytes: [UInt8]
    }

    let name = "trace"
    private let state: Mutex<(events: ArraySlice<Event>, nonce: [UInt8])>

    init(_ events: [Event]) {
        state = Mutex((events[...], []))
    }

    func write(_ report: [UInt8], within limit: Duration) throws(TransportError) {
        let isRight = state.withLock { state -> Bool in
            guard var event = state.events.popFirst(), event.isOutgoing else { return false }
            if event.isInitialization {
                state.nonce = Array(report[7..<15])
                event.bytes.replaceSubrange(7..<15, with: state.nonce)
            }
            return event.bytes == report
        }
        if !isRight { throw TransportError(.replayMismatch, operation: "write", subject: name) }
    }

    func read(within limit: Duration) throws(TransportError) -> [UInt8]? {
        state.withLock { state in
            guard var event = state.events.first, !event.isOutgoing else { return nil }
            state.events.removeFirst()
            if event.isInitialization { event.bytes.replaceSubrange(7..<15, with: state.nonce) }
            return event.bytes
        }
    }

    func close() {}
}
