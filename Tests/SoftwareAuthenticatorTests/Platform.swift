import CBORTree
import CTAPMessages
import Crypto
import Octets
import PINProtocols
import Testing

@testable import SoftwareAuthenticator

/// A CTAP2 platform over a host: commands as maps, with the PIN protocol where it is needed.
final class Platform {
    let authenticator: SoftwareAuthenticator
    let host: Host
    private(set) var channel: UInt32 = 0
    static let clientDataHash = Array(SHA256.hash(data: Array("client data".utf8)))

    init(
        _ model: AuthenticatorModel = .selfAttestedKey,
        _ faults: Set<AuthenticatorFault> = [],
        touch: Duration? = .zero
    ) throws {
        var model = model
        model.touch = touch
        authenticator = SoftwareAuthenticator(model: model, faults: faults)
        host = Host(authenticator)
        channel = try host.open()
    }

    func replug() throws {
        authenticator.powerCycle(at: host.now)
        host.queue = EmissionQueue(authenticator)
        channel = try host.open()
    }

    func call(_ command: CTAPCommand, _ map: CBORItem? = nil, on other: UInt32? = nil) throws -> (CTAPStatus, CBORItem?)
    {
        let payload = [command.rawValue] + (map?.canonicalized().encoded() ?? [])
        let messages = try host.exchange(.cbor, payload, on: other ?? channel)
        let answer = try #require(messages.last { $0.command == .cbor }?.payload)
        let body = Array(answer.dropFirst())
        return (CTAPStatus(rawValue: answer[0]), body.isEmpty ? nil : try CBORItem(parsing: body))
    }

    /// The same for commands that have to succeed with an answer.
    func answer(_ command: CTAPCommand, _ map: CBORItem? = nil) throws -> CBORItem {
        let (status, answer) = try call(command, map)
        try #require(status == .success)
        return try #require(answer)
    }

    func makeCredential(
        rpID: String = "example.test",
        user: [UInt8] = [1],
        also members: [(CBORItem, CBORItem)] = []
    ) throws -> (CTAPStatus, CBORItem?) {
        try call(
            .makeCredential,
            CBORItem.sortedMap(
                [
                    (1, .bytes(Self.clientDataHash)), (2, ["id": .text(rpID), "name": "Example"]),
                    (3, ["id": .bytes(user), "name": "user", "displayName": "A User"]),
                    (4, [["alg": -7, "type": "public-key"]]),
                ] + members
            )
        )
    }

    func getAssertion(
        rpID: String = "example.test",
        allow ids: [[UInt8]]? = nil,
        also members: [(CBORItem, CBORItem)] = []
    ) throws -> (CTAPStatus, CBORItem?) {
        let list = ids.map { ids in
            (CBORItem.int(3), CBORItem.list(ids.map { ["id": .bytes($0), "type": "public-key"] }))
        }
        return try call(
            .getAssertion,
            CBORItem.sortedMap(
                [(1, .text(rpID)), (2, .bytes(Self.clientDataHash))] + (list.map { [$0] } ?? []) + members
            )
        )
    }

    func agreement(_ pinProtocol: PINProtocol) throws -> (key: CBORItem, secret: PINProtocols.SharedSecret) {
        let key = try #require(try answer(.clientPIN, [1: .int(pinProtocol.rawValue), 2: 2])[1])
        let mine = KeyAgreement()
        return (mine.publicKey.cose, try mine.sharedSecret(with: AgreementKey(cose: key), by: pinProtocol))
    }

    func setPIN(_ text: String, _ pinProtocol: PINProtocol = .two) throws -> CTAPStatus {
        let (key, secret) = try agreement(pinProtocol)
        let new = try secret.encrypt(PIN(text: Secret(Array(text.utf8))).padded)
        return try call(
            .clientPIN,
            [
                1: .int(pinProtocol.rawValue), 2: 3, 3: key, 4: .bytes(secret.authenticate(new)), 5: .bytes(new),
            ]
        )
        .0
    }

    func changePIN(_ old: String, to text: String, _ pinProtocol: PINProtocol = .two) throws -> CTAPStatus {
        let (key, secret) = try agreement(pinProtocol)
        let new = try secret.encrypt(PIN(text: Secret(Array(text.utf8))).padded)
        let hash = try secret.encrypt(PIN(text: Secret(Array(old.utf8))).hash)
        return try call(
            .clientPIN,
            [
                1: .int(pinProtocol.rawValue), 2: 4, 3: key, 4: .bytes(secret.authenticate(new + hash)),
                5: .bytes(new), 6: .bytes(hash),
            ]
        )
        .0
    }

    /// A token by PIN; with permissions by the newer subcommand.
    func token(
        _ pin: String,
        _ permissions: UInt64? = nil,
        rpID: String? = nil,
        _ pinProtocol: PINProtocol = .two
    ) throws -> (CTAPStatus, Secret?) {
        let (key, secret) = try agreement(pinProtocol)
        let hash = try secret.encrypt(PIN(text: Secret(Array(pin.utf8))).hash)
        var members: [(CBORItem, CBORItem)] = [
            (1, .int(pinProtocol.rawValue)), (2, permissions == nil ? 5 : 9), (3, key), (6, .bytes(hash)),
        ]
        if let permissions { members.append((9, .int(permissions))) }
        if let rpID { members.append((10, .text(rpID))) }
        let (status, answer) = try call(.clientPIN, CBORItem.sortedMap(members))
        return (status, try answer?[2]?.bytes.map { try secret.decrypt($0) })
    }

    var retries: Int64? {
        get throws { try answer(.clientPIN, [1: 1, 2: 1])[3]?.integer }
    }
}

/// The parts of authenticator data that tests look at.
struct ReadData {
    let bytes: [UInt8]
    var rpIDHash: [UInt8] { Array(bytes[..<32]) }
    var flags: UInt8 { bytes[32] }
    var counter: UInt32 { bytes[33..<37].reduce(0) { $0 << 8 | UInt32($1) } }
    var aaguid: [UInt8] { Array(bytes[37..<53]) }
    var credentialID: [UInt8] { Array(bytes[55..<55 + Int(bytes[53]) << 8 + Int(bytes[54])]) }

    func publicKey() throws -> CBORItem {
        var reader = ByteReader(Array(bytes[(55 + credentialID.count)...]))
        return try CBORItem(reading: &reader)
    }

    /// Whether an assertion's signature is by the credential's key.
    func isSigned(_ signature: [UInt8], by key: CBORItem) throws -> Bool {
        let point = [0x04] + (key[-2]?.bytes ?? []) + (key[-3]?.bytes ?? [])
        return try P256.Signing.PublicKey(x963Representation: point)
            .isValidSignature(.init(derRepresentation: signature), for: bytes + Platform.clientDataHash)
    }
}
