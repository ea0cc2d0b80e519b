/// Where a specification says what a check demands.
package struct Clause: Hashable, Sendable, CustomStringConvertible {
    package let document: String
    /// Such as `11.2.9.1.3`; empty where the whole document is meant.
    package let section: String

    package init(_ document: String, _ section: String) {
        self.document = document
        self.section = section
    }

    package var description: String { section.isEmpty ? document : "\(document), \(section)" }

    package static func ctap(_ section: String, version: String = "2.1") -> Self { Self("CTAP \(version)", section) }

    package static func webAuthn(_ section: String) -> Self { Self("WebAuthn Level 3", section) }

    package static func u2f(_ section: String) -> Self { Self("U2F Raw Message Formats 1.2", section) }

    /// The electrical interface, answers to reset and transmission protocols.
    package static func iso7816Part3(_ section: String) -> Self { Self("ISO/IEC 7816-3:2006", section) }

    /// Commands, answers and status words.
    package static func iso7816Part4(_ section: String) -> Self { Self("ISO/IEC 7816-4:2020", section) }

    package static func pcsc(part: Int, _ section: String) -> Self { Self("PC/SC part \(part)", section) }

    package static func piv(part: Int, _ section: String) -> Self { Self("NIST SP 800-73-4 part \(part)", section) }

    package static func metadata(_ section: String) -> Self { Self("FIDO Metadata Service 3.0", section) }

    /// What a vendor states of its model.
    package static func metadataStatement(_ section: String) -> Self { Self("FIDO Metadata Statement 3.1", section) }

    /// A demand of this program's own, with the document that argues it.
    package static func touchstone(_ document: String) -> Self { Self("Touchstone", document) }
}
