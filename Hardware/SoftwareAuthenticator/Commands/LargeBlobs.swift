import CBORTree
import CTAPMessages
import Crypto

extension Transaction {
    /// authenticatorLargeBlobs: reads a piece of the array, or takes one (CTAP 2.1, 6.10.2).
    mutating func largeBlobs(_ parameters: Parameters) throws(Refusal) -> [UInt8] {
        let count = try parameters.number(0x01)
        let piece = try parameters.bytes(0x02)
        guard let offset = Int(exactly: try required(parameters.number(0x03))) else { throw Refusal(.invalidParameter) }
        let length = try parameters.number(0x04)
        guard (count == nil) != (piece == nil) else { throw Refusal(.invalidParameter) }
        let most = (model.information?[0x05]?.unsignedInteger).map { Int(clamping: $0) - 64 } ?? 960
        if let count {
            guard length == nil, !parameters.has(0x05), !parameters.has(0x06) else { throw Refusal(.invalidParameter) }
            guard count <= most else { throw Refusal(.invalidLength) }
            let start = faults.isLax(.blobOffsetIgnored) ? 0 : offset
            guard start <= memory.largeBlobs.count else { throw Refusal(.invalidParameter) }
            var array = memory.largeBlobs
            if faults.isLax(.blobChecksum) { array[array.count - 1] ^= 0x01 }
            return CBORItem.sortedMap([(0x01, .bytes(array.dropFirst(start).prefix(Int(count))))]).encoded()
        }
        guard let piece, piece.count <= most else { throw Refusal(.invalidLength) }
        if offset == 0 {
            guard let length = length.flatMap({ Int(exactly: $0) }) else { throw Refusal(.invalidParameter) }
            let room = Int(clamping: model.information?[0x0B]?.unsignedInteger ?? 1024)
            guard length <= room else { throw Refusal(.largeBlobStorageFull) }
            guard length >= 17 else { throw Refusal(.invalidParameter) }
            memory.session.blobWrite = LargeBlobWrite(length: length)
        } else if length != nil {
            throw Refusal(.invalidParameter)
        }
        guard var write = memory.session.blobWrite, offset == write.bytes.count else { throw Refusal(.invalidSequence) }
        if isProtected || memory.isAlwaysUv { try authorizeWrite(piece, offset: offset, parameters) }
        guard write.bytes.count + piece.count <= write.length else { throw Refusal(.invalidParameter) }
        write.bytes += piece
        memory.session.blobWrite = write
        guard write.bytes.count == write.length else { return [] }
        memory.session.blobWrite = nil
        // LEFT(SHA-256(array), 16) stands behind the array.
        let sum = SHA256.hash(data: Array(write.bytes.dropLast(16))).prefix(16)
        guard Array(write.bytes.suffix(16)) == Array(sum) else { throw Refusal(.integrityFailure) }
        if !faults.isLax(.blobWriteLost) { memory.largeBlobs = write.bytes }
        return []
    }

    private mutating func authorizeWrite(
        _ piece: [UInt8],
        offset: Int,
        _ parameters: Parameters
    ) throws(Refusal) {
        guard let bytes = try parameters.bytes(0x05) else { throw Refusal(.pinUvAuthTokenRequired) }
        let proof = PINProof(bytes: bytes, pinProtocol: try pinProtocol(in: parameters, 0x06))
        let place = [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: offset >> $0) }
        let message = [UInt8](repeating: 0xFF, count: 32) + [0x0C, 0x00] + place + Array(SHA256.hash(data: piece))
        try authorize(proof, over: message, permission: .largeBlobWrite)
    }
}
