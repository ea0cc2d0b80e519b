/// Attributes of a reader (PC/SC part 3, 3.1.4).
enum ReaderAttributeTag {
    static let vendorName: UInt32 = 0x0001_0100
    static let vendorVersion: UInt32 = 0x0001_0102
    static let channelID: UInt32 = 0x0002_0110
    static let maximumInput: UInt32 = 0x0007_A007
    static let cardPresence: UInt32 = 0x0009_0300
    static let cardInterfaceStatus: UInt32 = 0x0009_0301
    static let answerToReset: UInt32 = 0x0009_0303
    /// The class is the vendor's own kind of attributes (7), the number one that no table has.
    static let undefined: UInt32 = 0x0007_5A5A
}
