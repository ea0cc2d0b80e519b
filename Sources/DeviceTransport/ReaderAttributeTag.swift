/// Attributes of a reader (PC/SC part 3, 3.1.4).
package enum ReaderAttributeTag {
    package static let vendorName: UInt32 = 0x0001_0100
    package static let vendorSerialNumber: UInt32 = 0x0001_0103
    package static let vendorVersion: UInt32 = 0x0001_0102
    package static let channelID: UInt32 = 0x0002_0110
    package static let maximumInput: UInt32 = 0x0007_A007
    package static let cardPresence: UInt32 = 0x0009_0300
    package static let cardInterfaceStatus: UInt32 = 0x0009_0301
    package static let answerToReset: UInt32 = 0x0009_0303
    /// Friendly and system name, in ASCII and in UTF-16; of pcsc-lite and Windows.
    package static let names: Set<UInt32> = [0x7FFF_0003, 0x7FFF_0004, 0x7FFF_0005, 0x7FFF_0006]
    /// The class is the vendor's own kind of attributes (7), the number one that no table has.
    package static let undefined: UInt32 = 0x0007_5A5A
}
