import Checks

extension Catalogue {
    /// What a reader and its driver tell, and whether it is so (PC/SC parts 3 and 10).
    static let readerChecks = Catalogue {
        Check.readerVendor
        Check.readerRelease
        Check.readerChannel
        Check.readerMaximumInput
        Check.readerPresence
        Check.readerContacts
        Check.readerAnswer
        Check.readerUnknownAttribute
        Check.readerFeatureList
        Check.readerStable
        Check.readerPINProperties
        Check.readerPINPad
        Check.readerPropertyLengths
        Check.readerFirmware
        Check.readerUSBIdentity
        Check.readerPINSizes
        Check.readerDataSize
        Check.readerExtended
    }
}
