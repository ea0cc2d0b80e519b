package import DeviceTransport

/// The first line of a recording: what made it, when, and of which device.
package struct RecordingHeader: Hashable, Sendable {
    static let format = "touchstone-recording"
    /// The version that is written; every one before it is read as well.
    package static let currentVersion = 3

    package let version: Int
    /// Name and version of the program that made the recording.
    package let tool: String
    package let capturedAt: UTCTimestamp
    /// Where ``capturedAt`` came from: `system` for the machine's own clock.
    package let clock: String
    package let device: RecordedDevice
    package let channels: [RecordedChannel]
    /// What was left out or zeroed, in words that `docs/recording-format.md` explains.
    package let redacted: [String]
    /// By which policy; `nil` is the usual one under a key that nobody kept.
    package let redaction: RecordedRedaction?
    /// The seed of the run's challenges, where there were any.
    package let seed: [UInt8]?

    package init(
        version: Int = RecordingHeader.currentVersion,
        tool: String,
        capturedAt: UTCTimestamp,
        clock: String = "system",
        device: RecordedDevice,
        channels: [RecordedChannel],
        redacted: [String] = RecordingHeader.alwaysRedacted,
        redaction: RecordedRedaction? = nil,
        seed: [UInt8]? = nil
    ) {
        self.version = version
        self.tool = tool
        self.capturedAt = capturedAt
        self.clock = clock
        self.device = device
        self.channels = channels
        self.redacted = redacted
        self.redaction = redaction
        self.seed = seed
    }

    /// What is never written, whatever crosses the channel and whatever a policy says.
    package static let alwaysRedacted = [
        "serial-numbers", "init-nonces", "channel-ids", "pin-ceremonies", "large-blob-keys", "large-blob-writes",
        "verify-bodies", "unlisted-command-bodies", "data-object-bodies",
        "card-holder-data",
    ]
}

/// One way to reach the device, as events name it.
package struct RecordedChannel: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case ctapHID = "ctaphid"
        case smartCard = "smart-card"
        /// A second connection to the reader of a `smart-card` channel.
        case secondConnection = "second-connection"
        /// Waits for changes of the slot of a `smart-card` channel.
        case slotWatch = "slot-watch"

        /// The version of the format that brought it.
        var firstVersion: Int {
            switch self {
            case .ctapHID, .smartCard: 1
            case .secondConnection, .slotWatch: 3
            }
        }
    }

    package let id: String
    package let kind: Kind

    package init(id: String, kind: Kind) {
        self.id = id
        self.kind = kind
    }

    /// The names that a device with one channel of a kind uses.
    package static let hid = Self(id: "hid", kind: .ctapHID)
    package static let card = Self(id: "card", kind: .smartCard)

    /// What checks open beside a card's channel.
    package var secondConnection: Self { Self(id: "\(id)-second", kind: .secondConnection) }
    package var slotWatch: Self { Self(id: "\(id)-watch", kind: .slotWatch) }
}

/// The recorded device, by model: nothing here tells two devices of one model apart.
package struct RecordedDevice: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case securityKey = "security-key"
        case reader
        case composite
    }

    package let kind: Kind
    package let name: String
    package let vendorID: UInt16?
    package let productID: UInt16?
    package let bcdDevice: UInt16?
    package let manufacturer: String?
    package let product: String?
    /// What the lab wrote on the port.
    package let portLabel: String?
    package let readerName: String?

    /// Takes what a device says of itself and leaves out its serial number, inside names as well.
    package init(kind: Kind, name: String, usb: USBIdentity?, portLabel: String? = nil, readerName: String? = nil) {
        func scrubbed(_ text: String) -> String { USBIdentity.withoutSerialNumber(text, of: usb) }
        self.kind = kind
        self.name = scrubbed(name)
        vendorID = usb?.vendorID
        productID = usb?.productID
        bcdDevice = usb?.bcdDevice
        manufacturer = usb?.manufacturer.map(scrubbed)
        product = usb?.product.map(scrubbed)
        self.portLabel = portLabel
        self.readerName = readerName.map(scrubbed)
    }

    init(
        kind: Kind,
        name: String,
        vendorID: UInt16?,
        productID: UInt16?,
        bcdDevice: UInt16?,
        manufacturer: String?,
        product: String?,
        portLabel: String?,
        readerName: String?
    ) {
        self.kind = kind
        self.name = name
        self.vendorID = vendorID
        self.productID = productID
        self.bcdDevice = bcdDevice
        self.manufacturer = manufacturer
        self.product = product
        self.portLabel = portLabel
        self.readerName = readerName
    }
}
