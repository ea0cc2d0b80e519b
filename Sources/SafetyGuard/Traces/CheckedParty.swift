/// The relying parties for which runs of checks store credentials: below a name that can be nobody's (RFC 2606, 2).
package enum CheckedParty {
    package static let suffix = ".checks.touchstone.invalid"

    /// Whether a relying party is one of them: one label of small letters, digits and hyphens before the suffix.
    package static func contains(_ rpID: String) -> Bool {
        guard rpID.hasSuffix(suffix) else { return false }
        let label = rpID.utf8.dropLast(suffix.utf8.count)
        return !label.isEmpty
            && label.allSatisfy { byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
            }
    }
}
