/// One message between the bench and the IFD handler inside pcscd.
///
/// The format is described in `TouchstoneIFD.h`; the handler is the other reader of it.
struct IFDFrame: Hashable {
    /// What a frame says.
    enum Kind: UInt8 {
        case hello = 1
        case power = 2
        case transmit = 3
        case control = 4
        case presence = 5
        case protocolParameters = 6
        case watching = 7
        case answer = 0x81
        case refusal = 0x82
        case change = 0x83
    }

    /// A return code of an IFD handler, as `ifdhandler.h` numbers them.
    enum ReturnCode: UInt32 {
        case powerActionFailed = 608
        case communicationError = 612
        case responseTimeout = 613
        case notSupported = 614
    }

    static let maximumBody = 70_000

    let kind: Kind
    let payload: [UInt8]

    init(_ kind: Kind, _ payload: [UInt8] = []) {
        self.kind = kind
        self.payload = payload
    }

    static func refusal(_ code: ReturnCode) -> Self {
        Self(.refusal, bigEndian(code.rawValue))
    }

    /// The frame with the length of its body before it.
    var encoded: [UInt8] {
        bigEndian(UInt32(payload.count + 1)) + [kind.rawValue] + payload
    }

    /// Reads a body, that is everything after the length.
    init?(body: [UInt8]) {
        guard let first = body.first, let kind = Kind(rawValue: first) else { return nil }
        self.init(kind, Array(body.dropFirst()))
    }
}

func bigEndian<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
    stride(from: Number.bitWidth - 8, through: 0, by: -8).map { UInt8(truncatingIfNeeded: number >> Number($0)) }
}
