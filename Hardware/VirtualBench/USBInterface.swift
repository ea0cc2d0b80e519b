/// One interface of a USB device.
struct USBInterface: Hashable, Sendable {
    let number: Int
    let deviceClass: UInt8
    var subclass: UInt8 = 0
    var protocolCode: UInt8 = 0
    /// `iInterface`, which pcscd puts into the reader's name.
    var name: String?

    static func smartCard(_ number: Int, name: String?) -> Self {
        Self(number: number, deviceClass: 0x0B, name: name)
    }

    static func humanInterface(_ number: Int) -> Self {
        Self(number: number, deviceClass: 0x03)
    }
}
