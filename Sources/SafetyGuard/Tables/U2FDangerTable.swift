/// The classes of CTAP1/U2F commands, as a FIDO applet and `CTAPHID_MSG` take them (CTAP 2.1, 10).
///
/// The header alone decides, so that clients which pad a command in their own way are read as the key reads them.
package enum U2FDangerTable {
    static let register = DangerRule(
        "U2F_REGISTER",
        .d1,
        because: "waits for a touch; the key keeps nothing of the credential"
    )
    static let check = DangerRule("U2F_AUTHENTICATE", when: "P1 07, check only", .d0, because: "signs nothing")
    static let authenticate = DangerRule("U2F_AUTHENTICATE", when: "P1 03 or 08", .d1, because: "waits for a touch")
    static let version = DangerRule("U2F_VERSION", .d0, because: "tells the version")

    package static let rules = [version, register, check, authenticate]

    /// The row that decides about a command; `nil` when it is none of U2F's.
    static func listedRule(for command: some Collection<UInt8>) -> DangerRule? {
        let header = Array(command.prefix(4))
        guard header.count == 4, header[0] == 0x00 else { return nil }
        return switch (header[1], header[2]) {
        case (0x01, _): register
        case (0x02, 0x07): check
        case (0x02, 0x03), (0x02, 0x08): authenticate
        case (0x03, _): version
        default: nil
        }
    }
}
