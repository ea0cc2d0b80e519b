/// What the kernel and a HID device made of software tell each other through `/dev/uhid` (`linux/uhid.h`).
///
/// Packed structures in the byte order of the machine, little-endian here: a type of four bytes, then what the type says.
enum UHIDEvent: Hashable {
    /// The device exists, `UHID_CREATE2`.
    case create(UHIDDevice)
    /// The device is gone, `UHID_DESTROY`.
    case destroy
    /// The device sends a report, `UHID_INPUT2`.
    case input([UInt8])
    /// The device has no such feature report, `UHID_GET_REPORT_REPLY` with `EIO`.
    case noReport(request: UInt32)
    /// The device takes no such feature report, `UHID_SET_REPORT_REPLY` with `EIO`.
    case notSet(request: UInt32)

    private static let inputOutputError: UInt16 = 5
    private static let maximumReport = 4096

    /// As written to the device, which takes a structure that ends early for one that ends in zeros.
    var encoded: [UInt8] {
        switch self {
        case .create(let device):
            return Self.bytes(UInt32(11)) + device.encoded
        case .destroy:
            return Self.bytes(UInt32(1))
        case .input(let report):
            let report = report.prefix(Self.maximumReport)
            return Self.bytes(UInt32(12)) + Self.bytes(UInt16(report.count)) + report
        case .noReport(let request):
            return Self.bytes(UInt32(10)) + Self.bytes(request) + Self.bytes(Self.inputOutputError)
                + Self.bytes(UInt16(0))
        case .notSet(let request):
            return Self.bytes(UInt32(14)) + Self.bytes(request) + Self.bytes(Self.inputOutputError)
        }
    }

    static func bytes<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
        (0..<Number.bitWidth / 8).map { UInt8(truncatingIfNeeded: number >> Number($0 * 8)) }
    }
}

/// What the kernel tells the device.
enum UHIDRequest: Hashable {
    /// A host has written this report, its number, zero for none, in front.
    case output([UInt8])
    case getReport(request: UInt32)
    case setReport(request: UInt32)
    /// The device was registered, opened, closed, or taken away: nothing to do.
    case notice(type: UInt32)

    /// Room for the largest event, `UHID_CREATE2`.
    static let capacity = 4 + 4372

    /// Reads what one `read` gave; `nil` when it is shorter than its type wants.
    init?(_ bytes: [UInt8]) {
        guard let type = Self.number(bytes, at: 0, count: 4) else { return nil }
        switch type {
        case 6:
            // struct uhid_output_req: room for 4096 bytes, then how many there are.
            guard let count = Self.number(bytes, at: 4 + 4096, count: 2), count <= 4096 else { return nil }
            self = .output(Array(bytes[4..<4 + Int(count)]))
        case 9, 13:
            guard let request = Self.number(bytes, at: 4, count: 4) else { return nil }
            self = type == 9 ? .getReport(request: request) : .setReport(request: request)
        default:
            self = .notice(type: type)
        }
    }

    private static func number(_ bytes: [UInt8], at offset: Int, count: Int) -> UInt32? {
        guard bytes.count >= offset + count else { return nil }
        return bytes[offset..<offset + count].reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }
}
