/// A kind of data that tells who somebody is, or which device is theirs, by the name that policies and recordings use.
package struct PersonalData: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }

    package static let credentialID = Self(rawValue: "credential-id")
    package static let userHandle = Self(rawValue: "user-handle")
    /// Names of a user, their picture, and what they call their fingers.
    package static let userName = Self(rawValue: "user-name")
    /// Who a credential is for, its hash included.
    package static let relyingParty = Self(rawValue: "relying-party")
    package static let serialNumber = Self(rawValue: "serial-number")
    package static let certificateSubject = Self(rawValue: "certificate-subject")
    package static let certificateSerial = Self(rawValue: "certificate-serial")
    /// The Global Unique Identifier of a Card Holder Unique Identifier (NIST SP 800-73-4, 3.1.2).
    package static let cardHolderGUID = Self(rawValue: "card-holder-guid")
    /// The Federal Agency Smart Credential Number in it.
    package static let cardHolderFASCN = Self(rawValue: "card-holder-fasc-n")

    /// What data objects of cards hold.
    package static let ofCards: [Self] = [
        .cardHolderGUID, .cardHolderFASCN, .certificateSubject, .certificateSerial, .serialNumber,
    ]
    /// What messages of security keys hold.
    package static let ofKeys: [Self] = [.credentialID, .userHandle, .userName, .relyingParty]

    package var description: String { rawValue }
}
