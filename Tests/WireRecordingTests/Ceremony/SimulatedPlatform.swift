import CBORTree
import struct Crypto.SHA256
import CTAPMessages
import DeviceTransport
import Octets
import PINProtocols

@testable import WireRecording

/// A host that runs the PIN ceremonies of a recording with keys and a PIN of its own.
///
/// It takes the recorded requests as they are and puts live values where the masks are, by the specification alone.
struct SimulatedPlatform {
    enum Outcome {
        case completed
        /// The device's answer does not echo the nonce that the host chose: a real host drops it.
        case notEchoed(event: Int)
        case failed(event: Int, TransportError)
    }

    static let nonce: [UInt8] = [1, 2, 3, 4, 5, 6, 7, 8]

    var pin = Secret(Array("12345678".utf8))
    var wrongPIN = Secret(Array("00009999".utf8))
    /// What the next setPIN or changePIN sets, one after the other.
    var newPINs: [Secret] = []
    /// Hears of every request before it is sent: its event, its reports, and the player that will get them.
    var inspect: ((RecordedEvent, [[UInt8]], ReplayingReportChannel) -> Void)?
    /// What the host got out of hmac-secret.
    private(set) var outputs: [[UInt8]] = []
    private var hostKeys: [Int: KeyAgreement] = [:]
    private var deviceKey: AgreementKey?
    private var shared: SharedSecret?
    private var hmacShared: SharedSecret?
    private var tokens: [UInt64: Secret] = [:]
    /// The large-blob array that it writes in the place of the recorded one.
    private var blobs: [UInt8] = []
    private var lastCommand = CTAPCommand.getInfo

    /// Plays a recording's part of the host against a replay of it, to its end or until something is wrong.
    mutating func play(_ recording: Recording, on replay: Replay) -> Outcome {
        var current = 0
        do throws(TransportError) {
            let channel = try replay.openReportChannel()
            let events = recording.events(on: "hid")
            for (index, event) in events.enumerated() {
                current = event.number
                switch event.kind {
                case .message(.out, let message):
                    let status = answer(to: index, events)?.payload.bytes.first.map(CTAPStatus.init(rawValue:))
                    try send(event, message, status, on: channel)
                case .message(.in, let message):
                    guard let answer = try receive(on: channel) else {
                        throw TransportError(.malformed, operation: "read", detail: "no answer")
                    }
                    if message.command == .initialize, Array(answer.payload.prefix(8)) != Self.nonce {
                        return .notEchoed(event: current)
                    }
                    if message.command == .cbor { learn(answer.payload) }
                case .keepAlive, .report(.in, _), .timeout:
                    _ = try channel.read(within: .zero)
                case .close:
                    channel.close()
                default:
                    continue
                }
            }
            channel.close()
            try replay.finish()
            return .completed
        } catch {
            return .failed(event: current, error)
        }
    }

    private func answer(to index: Int, _ events: [RecordedEvent]) -> RecordedMessage? {
        for event in events[(index + 1)...] {
            switch event.kind {
            case .message(.in, let message): return message
            case .message(.out, let message) where message.command != .cancel: return nil
            default: continue
            }
        }
        return nil
    }

    private mutating func send(
        _ event: RecordedEvent,
        _ message: RecordedMessage,
        _ status: CTAPStatus?,
        on channel: ReplayingReportChannel
    ) throws(TransportError) {
        let live = CTAPHIDMessage(
            channel: LiveNames().channel(message.channel),
            command: message.command,
            payload: completed(message, status)
        )
        let reports = (try? live.reports()) ?? []
        inspect?(event, reports, channel)
        for report in reports { try channel.write(report, within: .zero) }
    }

    private func receive(on channel: ReplayingReportChannel) throws(TransportError) -> CTAPHIDMessage? {
        var assembler = CTAPHIDAssembler()
        while let report = try channel.read(within: .zero) {
            if let message = try? assembler.accept(report) { return message }
        }
        return nil
    }
}

extension SimulatedPlatform {
    /// A recorded request with live values under its masks.
    private mutating func completed(_ message: RecordedMessage, _ status: CTAPStatus?) -> [UInt8] {
        var bytes = message.payload.bytes
        func put(_ value: [UInt8], _ rule: MaskRule) {
            guard let mask = message.payload.mask(rule) else { return }
            precondition(value.count == mask.length, "\(rule): \(value.count) bytes for \(mask.length)")
            bytes.replaceSubrange(mask.range, with: value)
        }
        put(Self.nonce, .initNonce)
        guard message.command == .cbor, let command = bytes.first.map(CTAPCommand.init(rawValue:)) else { return bytes }
        lastCommand = command
        guard let tree = try? CBORItem(parsing: Array(bytes.dropFirst())), !message.payload.masks.isEmpty else {
            return bytes
        }
        if let mask = message.payload.mask(.hostKeyX), let number = mask.classNumber, let deviceKey {
            let key = hostKeys[number] ?? KeyAgreement()
            hostKeys[number] = key
            put(key.publicKey.x, .hostKeyX)
            put(key.publicKey.y, .hostKeyY)
            let extensions = command == .makeCredential ? tree[6]?["hmac-secret-mc"] : tree[4]?["hmac-secret"]
            let number = (command == .clientPIN ? tree[1] : extensions?[4])?.unsignedInteger ?? 1
            shared = PINProtocol(rawValue: number).flatMap { try? key.sharedSecret(with: deviceKey, by: $0) }
        }
        guard command != .clientPIN else {
            if let shared { completePIN(message.payload, shared, status, &bytes) }
            return bytes
        }
        if let mask = message.payload.mask(.salts), let shared {
            let count = mask.length - shared.pinProtocol.encryptionOverhead
            let salts = (try? shared.encrypt(Secret(Array(repeating: 0x5A, count: count)))) ?? []
            put(salts, .salts)
            put(shared.authenticate(salts), .saltAuth)
            hmacShared = shared
        }
        if let mask = message.payload.mask(.largeBlobs) {
            let offset = Int(tree[3]?.unsignedInteger ?? 0)
            if let length = tree[4]?.unsignedInteger { blobs = Self.blobArray(Int(length)) }
            put(Array(blobs[offset..<offset + mask.length]), .largeBlobs)
        }
        if message.payload.mask(.pinAuth) != nil, let members = SecretFields.authentication[command],
            let number = tree[members.pinProtocol]?.unsignedInteger, let token = tokens[number],
            let pinProtocol = PINProtocol(rawValue: number)
        {
            put(pinProtocol.authenticate(Self.proven(command, bytes), with: token), .pinAuth)
        }
        return bytes
    }

    private mutating func completePIN(
        _ template: MaskedBytes,
        _ shared: SharedSecret,
        _ status: CTAPStatus?,
        _ bytes: inout [UInt8]
    ) {
        var proven: [UInt8] = []
        let used = status == .pinInvalid ? wrongPIN : pin
        if let mask = template.mask(.newPIN) {
            if status == .success, !newPINs.isEmpty { pin = newPINs.removeFirst() }
            let padded = pin.withBytes { Secret($0 + Array(repeating: 0, count: 64 - $0.count)) }
            let value = (try? shared.encrypt(padded)) ?? []
            bytes.replaceSubrange(mask.range, with: value)
            proven += value
        }
        if let mask = template.mask(.pinHash) {
            let value = (try? shared.encrypt(PIN.hash(of: used))) ?? []
            bytes.replaceSubrange(mask.range, with: value)
            proven += value
        }
        if let mask = template.mask(.pinAuth) { bytes.replaceSubrange(mask.range, with: shared.authenticate(proven)) }
    }

    /// An array of that length, its digest included, with one string in it (CTAP 2.1, 6.10).
    private static func blobArray(_ length: Int) -> [UInt8] {
        let count = length - 16 - 4
        let body = [0x81, 0x59, UInt8(count >> 8), UInt8(count & 0xFF)] + Array(repeating: 0x42, count: count)
        return body + Array(SHA256.hash(data: body)).prefix(16)
    }

    /// What a proof is made over (CTAP 2.1, 6.1.2, 6.2.2, 6.7.4, 6.8, 6.10.2, 6.11).
    private static func proven(_ command: CTAPCommand, _ bytes: [UInt8]) -> [UInt8] {
        guard let tree = try? CBORItem(parsing: Array(bytes.dropFirst())) else { return [] }
        switch command {
        case .makeCredential: return tree[1]?.bytes ?? []
        case .getAssertion: return tree[2]?.bytes ?? []
        case .bioEnrollment, .bioEnrollmentPreview:
            return [1, UInt8(tree[2]?.unsignedInteger ?? 0)] + (tree[3]?.encoded() ?? [])
        case .authenticatorConfig:
            let head: [UInt8] = Array(repeating: 0xFF, count: 32) + [0x0D, UInt8(tree[1]?.unsignedInteger ?? 0)]
            return head + (tree[2]?.encoded() ?? [])
        case .largeBlobs:
            let offset = UInt32(tree[3]?.unsignedInteger ?? 0)
            let head: [UInt8] = Array(repeating: 0xFF, count: 32) + [0x0C, 0x00]
            let place = withUnsafeBytes(of: offset.littleEndian) { Array($0) }
            return head + place + Array(SHA256.hash(data: tree[2]?.bytes ?? []))
        default: return [UInt8(tree[1]?.unsignedInteger ?? 0)] + (tree[2]?.encoded() ?? [])
        }
    }

    private mutating func learn(_ answer: [UInt8]) {
        guard answer.first == 0, let tree = try? CBORItem(parsing: Array(answer.dropFirst())) else { return }
        switch lastCommand {
        case .clientPIN:
            if let key = tree[1].flatMap({ try? AgreementKey(cose: $0) }) { deviceKey = key }
            if let token = tree[2]?.bytes, let shared {
                tokens[shared.pinProtocol.rawValue] = try? shared.decrypt(token)
            }
        case .getAssertion, .makeCredential:
            guard let data = tree[2]?.bytes, data.count > 37, data[32] & 0x80 != 0, let shared = hmacShared else {
                return
            }
            var reader = ByteReader(Array(data.dropFirst(37)))
            if data[32] & 0x40 != 0 {
                guard (try? reader.read(16)) != nil, let length = try? reader.readBigEndian(2),
                    (try? reader.read(Int(length))) != nil, (try? CBORItem(reading: &reader)) != nil
                else { return }
            }
            let name = lastCommand == .makeCredential ? "hmac-secret-mc" : "hmac-secret"
            guard let extensions = try? CBORItem(reading: &reader), let output = extensions[name]?.bytes,
                let plain = try? shared.decrypt(output)
            else { return }
            outputs.append(plain.withBytes { $0 })
        default:
            return
        }
    }
}

extension SimulatedPlatform {
    /// A CTAP2 command with what a recorded key and a live one answered.
    struct Comparison: Hashable {
        let command: CTAPCommand
        let recorded: CTAPStatus
        let live: CTAPStatus
    }

    /// Holds a recording's conversation with another key: the same requests in the same order, with live secrets under the
    /// masks, on live channels, and about the credentials that this key has made.
    mutating func converse(_ recording: Recording, with device: any ReportChannel) throws -> [Comparison] {
        var channels: [Int: UInt32] = [:]
        var credentials: [[UInt8]: [UInt8]] = [:]
        var comparisons: [Comparison] = []
        let events = recording.events(on: "hid")
        for (index, event) in events.enumerated() {
            guard case .message(.out, let message) = event.kind, message.command != .cancel,
                let recorded = answer(to: index, events)
            else { continue }
            let channel =
                switch message.channel {
                case .allotted(let number): channels[number] ?? CTAPHIDMessage.broadcast
                case .literal(let literal): literal
                }
            let status = recorded.payload.bytes.first.map(CTAPStatus.init(rawValue:))
            let payload = translated(completed(message, status), message, credentials)
            let live = CTAPHIDMessage(channel: channel, command: message.command, payload: payload)
            for report in try live.reports() { try device.write(report, within: .seconds(1)) }
            let answer = try Self.answer(on: device)
            if message.command == .initialize, let number = recorded.payload.mask(.channelID)?.classNumber {
                channels[number] = answer.payload.dropFirst(8).prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
            }
            guard message.command == .cbor, let first = answer.payload.first, let status else { continue }
            learn(answer.payload)
            if let theirs = Self.credential(in: recorded.payload.bytes), let ours = Self.credential(in: answer.payload)
            {
                credentials[theirs] = ours
            }
            comparisons.append(
                Comparison(command: lastCommand, recorded: status, live: CTAPStatus(rawValue: first))
            )
        }
        return comparisons
    }

    private static func answer(on device: any ReportChannel) throws -> CTAPHIDMessage {
        var assembler = CTAPHIDAssembler()
        while let report = try device.read(within: .seconds(1)) {
            guard let message = try assembler.accept(report), message.command != .keepalive else { continue }
            return message
        }
        throw TransportError(.deadlineExceeded, operation: "read")
    }

    /// The id in the attested data of a registration.
    private static func credential(in answer: [UInt8]) -> [UInt8]? {
        guard answer.first == 0, let data = (try? CBORItem(parsing: Array(answer.dropFirst())))?[2]?.bytes,
            data.count > 55, data[32] & 0x40 != 0
        else { return nil }
        return Array(data.dropFirst(55).prefix(Int(data[53]) << 8 | Int(data[54])))
    }

    /// A request about the live key's credentials; a proof that covers their ids is not made again.
    private func translated(
        _ payload: [UInt8],
        _ message: RecordedMessage,
        _ credentials: [[UInt8]: [UInt8]]
    ) -> [UInt8] {
        guard message.command == .cbor, !credentials.isEmpty,
            let tree = try? CBORItem(parsing: Array(payload.dropFirst()))
        else { return payload }
        return payload.prefix(1) + Self.replacing(credentials, in: tree).encoded()
    }

    private static func replacing(_ values: [[UInt8]: [UInt8]], in item: CBORItem) -> CBORItem {
        if let bytes = item.bytes { return values[bytes].map { .bytes($0) } ?? item }
        if let elements = item.elements { return .list(elements.map { replacing(values, in: $0) }) }
        guard let entries = item.entries else { return item }
        return .map(CBORMap(entries.map { .init($0.key, replacing(values, in: $0.value)) }))
    }
}
