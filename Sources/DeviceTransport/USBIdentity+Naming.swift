extension USBIdentity {
    /// A name as it may be written down: this device's serial number is taken out wherever it stands.
    ///
    /// Short serial numbers (`1`, `000`) are left, for they occur by chance and tell no device from another.
    package static func withoutSerialNumber(_ text: String, of identity: USBIdentity?) -> String {
        let name = ReaderName(text).withoutSerialNumber
        guard let serial = identity?.serialNumber, serial.count > 3, name.contains(serial) else { return name }
        let words = name.split(separator: serial, omittingEmptySubsequences: false).joined()
        return words.split(separator: " ").joined(separator: " ")
    }
}
