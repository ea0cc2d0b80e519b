import CBORTree
import CTAPMessages
import Octets
import PINProtocols

extension LiveCeremony {
    /// The recorded answer with the player's own bytes where the recording has none.
    ///
    /// - Throws: ``Fault`` when the recording holds an answer that nothing before it can make whole.
    mutating func filled(_ answer: MaskedBytes, on channel: UInt32) throws(Fault) -> [UInt8] {
        let question = questions[channel]
        var bytes = answer.bytes
        for mask in answer.masks {
            if let value = try value(mask, answer, question), value.count == mask.length {
                bytes.replaceSubrange(mask.range, with: value)
            }
        }
        guard options.hmacSecret == .surrogate, let question, let range = Self.outputRange(bytes, question.command),
            let output = surrogate(question, bytes), output.count == range.count
        else { return bytes }
        bytes.replaceSubrange(range, with: output)
        return bytes
    }

    private mutating func value(_ mask: Mask, _ answer: MaskedBytes, _ question: Question?) throws(Fault) -> [UInt8]? {
        switch mask.rule {
        case .deviceKeyX, .deviceKeyY:
            guard let number = mask.classNumber else { return nil }
            if let pinProtocol = question?.tree?[1]?.unsignedInteger.flatMap(PINProtocol.init(rawValue:)) {
                told[pinProtocol] = number
            }
            let key = deviceKey(number).publicKey
            return mask.rule == .deviceKeyX ? key.x : key.y
        case .token:
            guard let shared = question?.shared else { throw Fault("/2", "is a token without key agreement before it") }
            let pinProtocol = shared.pinProtocol
            let token = Secret(secrets.fresh(count: mask.length - pinProtocol.encryptionOverhead))
            tokens[pinProtocol] = token
            return try? shared.encrypt(token, initializationVector: secrets.fresh(count: 16))
        case .largeBlobKey:
            return mask.classNumber.map(secrets.largeBlobKey)
        case .largeBlobs:
            guard let offset = question?.tree?[3]?.integer.flatMap(Int.init(exactly:)), offset >= 0,
                offset + mask.length <= blobs.count
            else { return nil }
            return Array(blobs[offset..<offset + mask.length])
        default:
            return nil
        }
    }

    /// Where the output of hmac-secret lies in an answer; `nil` where there is none (CTAP 2.1, 6.1 and 12.5).
    private static func outputRange(_ answer: [UInt8], _ command: CTAPCommand) -> Range<Int>? {
        let name: String
        switch command {
        case .getAssertion, .getNextAssertion: name = "hmac-secret"
        case .makeCredential: name = "hmac-secret-mc"
        default: return nil
        }
        guard answer.first == 0, let tree = try? CBORItem(parsing: Array(answer.dropFirst())),
            let place = LocatedCBOR(tree, at: 1)[2], let data = place.item.bytes, data.count > 37, data[32] & 0x80 != 0,
            let start = place.stringRanges.first?.lowerBound
        else { return nil }
        var reader = ByteReader(Array(data.dropFirst(37)))
        if data[32] & 0x40 != 0 {
            guard (try? reader.read(16)) != nil, let length = try? reader.readBigEndian(2),
                (try? reader.read(Int(length))) != nil, (try? CBORItem(reading: &reader)) != nil
            else { return nil }
        }
        let offset = 37 + reader.offset
        guard let extensions = try? CBORItem(reading: &reader) else { return nil }
        let output = LocatedCBOR(extensions, at: start + offset)[name]
        guard output?.item.bytes != nil, output?.stringRanges.count == 1 else { return nil }
        return output?.stringRanges.first
    }

    private mutating func surrogate(_ question: Question, _ answer: [UInt8]) -> [UInt8]? {
        guard let shared = question.shared, let salts = question.salts,
            let tree = try? CBORItem(parsing: Array(answer.dropFirst()))
        else { return nil }
        let isVerified = (tree[2]?.bytes).map { $0.count > 32 && $0[32] & 0x04 != 0 } ?? false
        // An answer to a list of one may leave the credential out (CTAP 2.1, 6.2.2, step 13).
        let credential = tree[1]?["id"]?.bytes ?? question.tree?[3]?.elements?.first?["id"]?.bytes ?? []
        let output = salts.withBytes { salts in
            stride(from: 0, to: salts.count - 31, by: 32)
                .flatMap {
                    secrets.hmacOutput(credential: credential, isVerified: isVerified, salt: Array(salts[$0..<$0 + 32]))
                }
        }
        return try? shared.encrypt(Secret(output), initializationVector: secrets.fresh(count: 16))
    }
}
