import BenchInventory
import DeviceTransport
import Octets

/// The devices as JSON: schema `touchstone.devices/1`.
struct DeviceListing: Encodable {
    let devices: [Device]
    /// Why the PC/SC daemon told nothing, when it did not.
    let daemonProblem: CommandFailure?

    init(_ survey: BenchSurvey) {
        devices = survey.devices.map(Device.init)
        daemonProblem = survey.daemonProblem.map { CommandFailure($0) }
    }

    struct Device: Encodable {
        let position: Int
        let name: String
        let kind: String
        let usb: USB?
        let node: String?
        let readers: [Reader]
        /// What the PC/SC daemon makes of the smartcard interface.
        let daemonView: String

        init(_ device: BenchDevice) {
            position = device.position
            name = device.name
            kind = device.kind.rawValue
            usb = device.usb.map(USB.init)
            node = device.node
            readers = device.readers.map(Reader.init)
            daemonView = device.daemonView.rawValue
        }
    }

    struct USB: Encodable {
        let vendorID: String
        let productID: String
        let bcdDevice: String?
        let manufacturer: String?
        let product: String?
        let serialNumber: String?
        let port: String
        let bus: Int?
        let device: Int?

        init(_ identity: USBIdentity) {
            vendorID = identity.vendorID.fourDigits
            productID = identity.productID.fourDigits
            bcdDevice = identity.bcdDevice?.fourDigits
            manufacturer = identity.manufacturer
            product = identity.product
            serialNumber = identity.serialNumber
            port = identity.portPath
            bus = identity.busNumber
            device = identity.deviceNumber
        }
    }

    struct Reader: Encodable {
        let name: String
        let state: String
        let answerToReset: String?
        let eventCount: Int
        let isExclusive: Bool

        init(_ reader: ReaderObservation) {
            name = reader.name.text
            state = reader.state.word
            answerToReset = reader.answerToReset.map { Hex.encode($0) }
            eventCount = reader.eventCount
            isExclusive = reader.isExclusive
        }
    }
}

extension UInt16 {
    /// Hexadecimal as `lsusb` prints it.
    var fourDigits: String { Hex.encode([UInt8(self >> 8), UInt8(self & 0xFF)]) }
}

extension ReaderObservation.State {
    /// One word for tables and JSON.
    var word: String {
        switch self {
        case .empty: "empty"
        case .card: "card"
        case .mute: "mute-card"
        case .unavailable: "unavailable"
        }
    }
}
