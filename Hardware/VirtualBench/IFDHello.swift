/// What the IFD handler says first on each connection.
struct IFDHello: Hashable {
    enum Purpose: UInt8 {
        case commands = 1
        case events = 2
    }

    static let version: UInt8 = 1

    let purpose: Purpose
    let slot: Int
    let interface: Int
    let address: USBAddress

    /// Reads a hello; `nil` when it is none, or one of another version of the handler.
    init?(_ frame: IFDFrame) {
        let payload = frame.payload
        guard frame.kind == .hello, payload.count == 8, payload[0] == Self.version,
            let purpose = Purpose(rawValue: payload[1])
        else { return nil }
        self.purpose = purpose
        slot = Int(payload[2])
        interface = Int(payload[3])
        address = USBAddress(
            bus: Int(payload[4]) << 8 | Int(payload[5]),
            device: Int(payload[6]) << 8 | Int(payload[7])
        )
    }
}
