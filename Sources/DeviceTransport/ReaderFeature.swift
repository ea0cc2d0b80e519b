/// Something that a reader's driver can do beyond carrying APDUs (PC/SC part 10, 2.3).
package struct ReaderFeature: Hashable, Sendable {
    /// `FEATURE_…` of the standard's table 1.
    package struct Tag: RawRepresentable, Hashable, Sendable {
        package let rawValue: UInt8
        package init(rawValue: UInt8) { self.rawValue = rawValue }

        package static let verifyPINDirect = Self(rawValue: 0x06)
        package static let modifyPINDirect = Self(rawValue: 0x07)
        package static let pinProperties = Self(rawValue: 0x0A)
        package static let tlvProperties = Self(rawValue: 0x12)
        package static let executePACE = Self(rawValue: 0x20)

        /// The name in the standard, when the tag has one.
        package var name: String? { Self.names[rawValue] }

        private static let names: [UInt8: String] = [
            0x01: "VERIFY_PIN_START", 0x02: "VERIFY_PIN_FINISH", 0x03: "MODIFY_PIN_START", 0x04: "MODIFY_PIN_FINISH",
            0x05: "GET_KEY_PRESSED", 0x06: "VERIFY_PIN_DIRECT", 0x07: "MODIFY_PIN_DIRECT", 0x08: "MCT_READER_DIRECT",
            0x09: "MCT_UNIVERSAL", 0x0A: "IFD_PIN_PROPERTIES", 0x0B: "ABORT", 0x0C: "SET_SPE_MESSAGE",
            0x0D: "VERIFY_PIN_DIRECT_APP_ID", 0x0E: "MODIFY_PIN_DIRECT_APP_ID", 0x0F: "WRITE_DISPLAY",
            0x10: "GET_KEY", 0x11: "IFD_DISPLAY_PROPERTIES", 0x12: "GET_TLV_PROPERTIES", 0x13: "CCID_ESC_COMMAND",
            0x20: "EXECUTE_PACE",
        ]
    }

    package let tag: Tag
    /// What `SCardControl` wants to hear in order to use it.
    package let controlCode: UInt32

    package init(tag: Tag, controlCode: UInt32) {
        self.tag = tag
        self.controlCode = controlCode
    }

    /// Reads the answer to `CM_IOCTL_GET_FEATURE_REQUEST`: tag, a length of 4, the control code with its high byte first.
    ///
    /// - Throws: `malformed` when the bytes are anything else.
    package static func list(parsing bytes: [UInt8]) throws(TransportError) -> [Self] {
        try ReaderProperty.fields(of: bytes, operation: "CM_IOCTL_GET_FEATURE_REQUEST")
            .map { field throws(TransportError) in
                guard field.value.count == 4 else {
                    throw TransportError(
                        .malformed,
                        operation: "CM_IOCTL_GET_FEATURE_REQUEST",
                        detail: "a control code of \(field.value.count) bytes"
                    )
                }
                return Self(
                    tag: Tag(rawValue: field.tag),
                    controlCode: field.value.reduce(0) { $0 << 8 | UInt32($1) }
                )
            }
    }
}
