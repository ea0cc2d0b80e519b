package import StrictYAML

/// A smartcard reader that the build is used with.
///
/// The USB identity does not name a model (one pair is shared by several), so the name and the firmware stand beside it.
package struct ReaderModel: Hashable, Sendable {
    package enum Key: String, CaseIterable, Sendable {
        case name
        case usbID = "usb-id"
        case bcdDevice = "bcd-device"
        case driver, count
    }

    package let name: Located<String>
    package let usbID: Located<USBIdentity>?
    /// The device's release number as `lsusb -v` prints it, such as `3.02`.
    package let bcdDevice: Located<String>?
    package let driver: Located<String>?
    package let count: Located<Int>?

    init?(reading value: YAMLValue) {
        guard let keys = value.mapping(Key.self) else { return nil }
        usbID = keys[.usbID]?.string(as: "a USB identity such as 076B:3021", USBIdentity.init)
        bcdDevice = keys[.bcdDevice]?.string(as: "a device release such as 3.02", Self.release)
        driver = keys[.driver]?.string()
        count = keys[.count]?.integer(in: 1...64)
        guard let name = keys.required(.name)?.string() else { return nil }
        self.name = name
    }

    private static func release(_ text: String) -> String? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, (1...2).contains(parts[0].utf8.count), parts[1].utf8.count == 2,
            parts.allSatisfy({ $0.utf8.allSatisfy(\.isHexadecimalDigit) })
        else { return nil }
        return text
    }
}
