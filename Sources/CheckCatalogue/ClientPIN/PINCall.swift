import CBORTree
import Checks
import CTAPMessages

extension CTAPCall {
    /// A clientPIN request for a counter or a key: nothing that a PIN goes into.
    static func pin(_ subCommand: ClientPINSubCommand, protocol number: UInt64?) -> Self {
        let members: [(Int64, CBORItem)] = number.map { [(0x01, .int($0))] } ?? []
        return Self(.clientPIN, members + [(0x02, .int(subCommand.rawValue))])
    }
}

extension KeyUnderTest {
    /// The protocols that getInfo lists; one where it lists none, as CTAP 2.0 has it.
    func pinProtocols() throws(CheckEnd) -> [UInt64] { try information().pinUvAuthProtocols ?? [1] }

    /// Reads a counter of tries.
    func tries(_ subCommand: ClientPINSubCommand, member: Int64) throws(CheckEnd) -> UInt64 {
        let map = try call(.pin(subCommand, protocol: pinProtocols().first)).map()
        return try demand(map[member]?.unsignedInteger, "\(subCommand) is answered \(map.diagnostic)")
    }
}
