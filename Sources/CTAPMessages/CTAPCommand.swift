/// The first byte of a CTAP2 request (CTAP 2.1, 8.1).
package struct CTAPCommand: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let makeCredential = Self(rawValue: 0x01)
    package static let getAssertion = Self(rawValue: 0x02)
    package static let getInfo = Self(rawValue: 0x04)
    package static let clientPIN = Self(rawValue: 0x06)
    package static let reset = Self(rawValue: 0x07)
    package static let getNextAssertion = Self(rawValue: 0x08)
    package static let bioEnrollment = Self(rawValue: 0x09)
    package static let credentialManagement = Self(rawValue: 0x0A)
    package static let selection = Self(rawValue: 0x0B)
    package static let largeBlobs = Self(rawValue: 0x0C)
    package static let authenticatorConfig = Self(rawValue: 0x0D)
    /// The prototype of ``bioEnrollment`` that `FIDO_2_1_PRE` keys speak.
    package static let bioEnrollmentPreview = Self(rawValue: 0x40)
    /// The prototype of ``credentialManagement`` that `FIDO_2_1_PRE` keys speak.
    package static let credentialManagementPreview = Self(rawValue: 0x41)

    /// Whether the number lies in the range left to manufacturers, which the two prototypes also use.
    package var isVendorSpecific: Bool { (0x40...0xBF).contains(rawValue) }

    /// The specification's name, or the number.
    package var name: String {
        if let name = Self.names[self] { return name }
        return (isVendorSpecific ? "vendor CTAP command " : "CTAP command ") + spelled(rawValue)
    }

    package var description: String { name }

    private static let names: [Self: String] = [
        .makeCredential: "authenticatorMakeCredential",
        .getAssertion: "authenticatorGetAssertion",
        .getInfo: "authenticatorGetInfo",
        .clientPIN: "authenticatorClientPIN",
        .reset: "authenticatorReset",
        .getNextAssertion: "authenticatorGetNextAssertion",
        .bioEnrollment: "authenticatorBioEnrollment",
        .credentialManagement: "authenticatorCredentialManagement",
        .selection: "authenticatorSelection",
        .largeBlobs: "authenticatorLargeBlobs",
        .authenticatorConfig: "authenticatorConfig",
        .bioEnrollmentPreview: "authenticatorBioEnrollment (preview)",
        .credentialManagementPreview: "authenticatorCredentialManagement (preview)",
    ]
}
