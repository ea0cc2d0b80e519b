package import DeviceTransport

/// A hidraw node or CCID interface as the kernel shows it, FIDO or not, driven or not.
///
/// For the question why a device that is plugged in does not appear.
package struct KernelDevice: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        /// A hidraw node; `isFIDO` by what udev's rules or the report descriptor say.
        case hidraw(node: String, isFIDO: Bool)
        /// A smartcard interface; the kernel has no driver for it, so that a program there means a claim.
        case ccid(driver: String?)
    }

    package let id: AttachedDevice.ID
    package let kind: Kind
    package let name: String
    package let usb: USBIdentity?
    /// Whether udev's rules say `ID_FIDO_TOKEN=1`; without them a desktop user gets no access to the node.
    package let isTaggedByRules: Bool

    /// The same as an inventory shows it; `nil` for a hidraw node that is no key.
    package var attachedDevice: AttachedDevice? {
        switch kind {
        case .hidraw(_, isFIDO: false): nil
        case .hidraw(let node, isFIDO: true): AttachedDevice(id: id, face: .hidraw(node: node), name: name, usb: usb)
        case .ccid: AttachedDevice(id: id, face: .ccid, name: name, usb: usb)
        }
    }
}
