import SeededKeys
import CBORTree
import CTAPMessages

extension Transaction {
    /// Templates that the sensor has room for.
    private static let fingerprintRoom = 5

    /// authenticatorBioEnrollment with a sensor that takes every finger at the first touch (CTAP 2.1, 6.7).
    mutating func bioEnrollment(_ parameters: Parameters) throws(Refusal) -> [UInt8] {
        let fingerprintModality: UInt64 = 0x01
        if try parameters.flag(0x06) == true {
            let modality = faults.isLax(.otherModality) ? 2 : fingerprintModality
            return CBORItem.sortedMap([(0x01, .int(modality))]).encoded()
        }
        guard try required(parameters.number(0x01)) == fingerprintModality else { throw Refusal(.invalidParameter) }
        let subcommand = try required(parameters.number(0x02))
        if subcommand == 0x07 {
            // A touch sensor, one sample a finger, names of 64 bytes.
            let samples: CBORItem = faults.isLax(.noSamples) ? 0 : 1
            return CBORItem.sortedMap([(0x02, 1), (0x03, samples), (0x08, 64)]).encoded()
        }
        if subcommand == 0x03 { return [] }
        guard [0x01, 0x04, 0x05, 0x06].contains(subcommand) else { throw Refusal(.invalidSubcommand) }
        guard let bytes = try parameters.bytes(0x05) else { throw Refusal(.pinUvAuthTokenRequired) }
        let proof = PINProof(bytes: bytes, pinProtocol: try pinProtocol(in: parameters, 0x04))
        let details = try parameters.parameters(0x03)
        let message = [0x01, UInt8(subcommand)] + (parameters.item(0x03)?.encoded() ?? [])
        try authorize(proof, over: message, permission: .bioEnrollment)
        switch subcommand {
        case 0x01: return try enroll()
        case 0x04: return try listFingerprints()
        default:
            let id = try required(required(details).bytes(0x01))
            guard let index = memory.fingerprints.firstIndex(where: { $0.id == id }) else {
                throw Refusal(.invalidOption)
            }
            if subcommand == 0x06 {
                memory.fingerprints.remove(at: index)
            } else {
                memory.fingerprints[index].name = try required(required(details).text(0x02))
            }
            return []
        }
    }

    private mutating func enroll() throws(Refusal) -> [UInt8] {
        guard memory.fingerprints.count < Self.fingerprintRoom else { throw Refusal(.fingerprintDatabaseFull) }
        try awaitTouch()
        let id = memory.generator.bytes(2)
        memory.fingerprints.append(AuthenticatorMemory.Fingerprint(id: id, name: nil))
        let goodSample: CBORItem = 0
        return CBORItem.sortedMap([(0x04, .bytes(id)), (0x05, goodSample), (0x06, 0)]).encoded()
    }

    private func listFingerprints() throws(Refusal) -> [UInt8] {
        guard !memory.fingerprints.isEmpty else { throw Refusal(.invalidOption) }
        let templates = memory.fingerprints.map { fingerprint in
            CBORItem.sortedMap(
                [(0x01, .bytes(fingerprint.id))] + (fingerprint.name.map { [(0x02, .text($0))] } ?? [])
            )
        }
        return CBORItem.sortedMap([(0x07, .list(templates))]).encoded()
    }
}
