package import DeviceTransport

/// One thing on the desk, with all its faces.
package struct BenchDevice: Hashable, Sendable, Identifiable {
    package enum Kind: String, Hashable, Sendable, CaseIterable, Codable {
        /// Speaks FIDO over HID.
        case securityKey = "security-key"
        /// Takes cards.
        case reader
        /// A key that shows as a reader with a card in it as well.
        case composite
    }

    /// What the PC/SC daemon makes of the device's smartcard interface.
    package enum DaemonView: String, Hashable, Sendable, CaseIterable {
        /// There is no such interface.
        case notConcerned = "not-concerned"
        case listed
        /// The kernel sees the interface and the daemon runs, but does not offer it.
        case missing
        /// The daemon does not answer, or its readers cannot be told apart.
        case unknown
    }

    /// Counted from 1 in the order of the list; changes when devices come or go.
    package let position: Int
    /// A name for people; two devices of one model have the same.
    package let name: String
    package let kind: Kind
    package let usb: USBIdentity?
    /// What udev sees.
    package let faces: [AttachedDevice]
    /// What the PC/SC daemon sees; one for each slot.
    package let readers: [ReaderObservation]
    package let daemonView: DaemonView

    package init(
        position: Int,
        name: String,
        kind: Kind,
        usb: USBIdentity?,
        faces: [AttachedDevice],
        readers: [ReaderObservation],
        daemonView: DaemonView
    ) {
        self.position = position
        self.name = name
        self.kind = kind
        self.usb = usb
        self.faces = faces
        self.readers = readers
        self.daemonView = daemonView
    }

    /// Stable while the device stays plugged in.
    package var id: String { usb?.portPath ?? faces.first?.id.rawValue ?? readers.first?.name.text ?? name }

    /// The device node of the FIDO interface.
    package var node: String? {
        for face in faces {
            if case .hidraw(let node) = face.face { return node }
        }
        return nil
    }

    /// The port as the kernel names it.
    package var portPath: String? { usb?.portPath }

    /// All names under which a person may know the device.
    var names: [String] {
        [name, usb?.product].compactMap(\.self) + readers.map(\.name.text) + readers.map(\.name.product)
    }

    func at(_ position: Int) -> Self {
        Self(
            position: position,
            name: name,
            kind: kind,
            usb: usb,
            faces: faces,
            readers: readers,
            daemonView: daemonView
        )
    }
}
