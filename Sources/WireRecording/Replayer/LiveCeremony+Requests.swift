import CBORTree
import struct Crypto.SHA256
import CTAPMessages
import Octets
import PINProtocols

extension LiveCeremony {
    /// Takes a live request that equals the template.
    ///
    /// The status that the recorded device answered says whether the PIN and the proof were right.
    ///
    /// - Throws: ``Fault`` at the first field that does not verify.
    mutating func accept(
        _ template: MaskedBytes,
        _ live: [UInt8],
        on channel: UInt32,
        status: CTAPStatus?
    ) throws(Fault) {
        let command = CTAPCommand(rawValue: live.first ?? 0)
        if command == .getNextAssertion, let before = questions[channel], before.isAssertion { return }
        var question = Question(command: command, parameters: live.dropFirst())
        defer { questions[channel] = question }
        if command == .reset, status == .success { pins.forget() }
        guard !template.masks.isEmpty, let tree = question.tree else { return }
        let located = LocatedCBOR(tree, at: 1)
        // A host whose proof was refused made a mistake then, and what kind of mistake is not known.
        let isProven = status != .pinAuthInvalid
        if command == .clientPIN {
            question.shared = try acceptPIN(template, live, tree, status, isProven)
            return
        }
        if let place = SecretFields.hmacSecret[command], let extensions = tree[place.extensions]?[place.name],
            template.mask(.salts) != nil
        {
            let path = "/\(place.extensions)/\(place.name)"
            let number = extensions[4]?.unsignedInteger ?? 1
            let shared = try agree(template, live, by: number, path: path + "/1")
            guard let salts = extensions[2]?.bytes, let proof = extensions[3]?.bytes else { return }
            if isProven, !shared.verify(proof, of: salts) {
                throw Fault(path + "/3", "does not verify under the live shared secret")
            }
            question.shared = shared
            question.salts = try? shared.decrypt(salts)
        }
        if command == .largeBlobs, tree[2] != nil { try acceptBlobs(tree) }
        guard let members = SecretFields.authentication[command], let proof = tree[members.parameter]?.bytes,
            !proof.isEmpty, isProven
        else { return }
        let path = "/\(members.parameter)"
        guard let pinProtocol = tree[members.pinProtocol]?.unsignedInteger.flatMap(PINProtocol.init(rawValue:)),
            let token = tokens[pinProtocol]
        else { throw Fault(path, "is made with a token that this replay has not issued") }
        let message = Self.authenticatedMessage(command, located, live)
        guard pinProtocol.verify(proof, of: message, with: token) else {
            throw Fault(path, "does not verify under the token that this replay issued")
        }
    }

    /// setPIN, changePIN and the requests for a token (CTAP 2.1, 6.5.5.5 to 6.5.5.7).
    private mutating func acceptPIN(
        _ template: MaskedBytes,
        _ live: [UInt8],
        _ tree: CBORItem,
        _ status: CTAPStatus?,
        _ isProven: Bool
    ) throws(Fault) -> SharedSecret? {
        guard template.mask(.hostKeyX) != nil else { return nil }
        let shared = try agree(template, live, by: tree[1]?.unsignedInteger ?? 0, path: "/3")
        let newPIN = tree[5]?.bytes
        let hash = tree[6]?.bytes
        if let newPIN, let proof = tree[4]?.bytes, isProven, !shared.verify(proof, of: newPIN + (hash ?? [])) {
            throw Fault("/4", "does not verify under the live shared secret")
        }
        if let hash {
            guard let plain = try? shared.decrypt(hash) else { throw Fault("/6", "cannot be decrypted") }
            let problem =
                switch status {
                case .success: pins.accept(plain)
                case .pinInvalid: pins.refuse(plain)
                default: String?.none
                }
            if let problem { throw Fault("/6", "is \(problem)") }
        }
        if let newPIN, isProven {
            guard let padded = try? shared.decrypt(newPIN), let text = try? PIN.unpad(padded) else {
                throw Fault("/5", "is no PIN of at most 63 bytes with zeros behind it")
            }
            if status == .success { pins.set(PIN.hash(of: text)) }
        }
        return shared
    }

    /// Gathers the array that the host writes, and looks at it when it is whole (CTAP 2.1, 6.10.2 and 6.10.3).
    private mutating func acceptBlobs(_ tree: CBORItem) throws(Fault) {
        guard let fragment = tree[2]?.bytes, let offset = tree[3]?.integer.flatMap(Int.init(exactly:)) else { return }
        if offset == 0 { blobs = [] }
        guard offset == blobs.count, blobs.count + fragment.count <= 1 << 20 else { return }
        blobs += fragment
        guard let length = declaredLength(tree, offset), blobs.count == length, length > 16 else { return }
        let body = blobs.dropLast(16)
        guard Array(SHA256.hash(data: body)).prefix(16) == blobs.suffix(16) else {
            throw Fault("/2", "does not end in the digest of the array")
        }
        guard (try? CBORItem(parsing: Array(body)))?.elements != nil else { throw Fault("/2", "is no array") }
    }

    /// Only the first fragment says how long the whole is.
    private mutating func declaredLength(_ tree: CBORItem, _ offset: Int) -> Int? {
        if offset == 0 { blobLength = tree[4]?.integer.flatMap(Int.init(exactly:)) }
        return blobLength
    }

    /// What a pinUvAuthParam is made over (CTAP 2.1, 6.1.2, 6.2.2, 6.7.4, 6.8, 6.10.2, 6.11).
    private static func authenticatedMessage(_ command: CTAPCommand, _ tree: LocatedCBOR, _ live: [UInt8]) -> [UInt8] {
        func number(_ key: Int64) -> [UInt8] { [UInt8(truncatingIfNeeded: tree[key]?.item.unsignedInteger ?? 0)] }
        func raw(_ key: Int64) -> [UInt8] { tree[key].map { Array(live[$0.range]) } ?? [] }
        let marker: [UInt8] = Array(repeating: 0xFF, count: 32)
        switch command {
        case .makeCredential: return tree[1]?.item.bytes ?? []
        case .getAssertion: return tree[2]?.item.bytes ?? []
        case .credentialManagement, .credentialManagementPreview: return number(1) + raw(2)
        case .bioEnrollment, .bioEnrollmentPreview: return number(1) + number(2) + raw(3)
        case .authenticatorConfig: return marker + [CTAPCommand.authenticatorConfig.rawValue] + number(1) + raw(2)
        default:
            let offset = UInt32(truncatingIfNeeded: tree[3]?.item.unsignedInteger ?? 0)
            let place = [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: offset >> $0) }
            return marker + [CTAPCommand.largeBlobs.rawValue, 0] + place
                + Array(SHA256.hash(data: tree[2]?.item.bytes ?? []))
        }
    }
}
