/// A log format of another program that can be read.
package enum ForeignFormat: String, Hashable, Sendable, CaseIterable {
    /// The dump of apdu4j: a command and an answer on alternating lines, comments about the card before them.
    case apdu4j
    /// What pcsc-spy writes before it is made readable: every PC/SC call with its arguments.
    case pcscSpy = "pcsc-spy"
    /// A debug log of OpenSC, level 3 or above.
    case openSC = "opensc"
    /// What libfido2 writes to standard error with `-d` or `FIDO_DEBUG`.
    case libFIDO2 = "libfido2"
    /// One CTAPHID report a line, as JSON: `{"t_us":…,"dir":"out","report":"…"}`.
    case ctapHIDReports = "ctaphid-reports"

    /// What such a file is called in a message.
    package var name: String {
        switch self {
        case .apdu4j: "apdu4j dump"
        case .pcscSpy: "pcsc-spy log"
        case .openSC: "OpenSC debug log"
        case .libFIDO2: "libfido2 debug log"
        case .ctapHIDReports: "list of CTAPHID reports"
        }
    }

    /// Tells the format by marks that no other has; `nil` when there is none among the first lines.
    package init?(detecting lines: LogLines) {
        for line in lines.prefix(Self.linesLookedAt) {
            guard let format = Self(of: line.text) else { continue }
            self = format
            return
        }
        // A dump without comments is nothing but hexadecimal.
        guard let first = lines.first(where: { !$0.isBlank }), Self.isHexadecimal(first.text) else { return nil }
        self = .apdu4j
    }

    private static let linesLookedAt = 200

    private init?(of text: Substring) {
        if text.hasPrefix("{"), text.contains("\"report\"") {
            self = .ctapHIDReports
        } else if text.contains("@>|") || text.contains("@<|") {
            self = .pcscSpy
        } else if text.contains("fido_tx: ") || text.contains("fido_rx: ") {
            self = .libFIDO2
        } else if text.contains("Outgoing APDU") || text.contains("sc_context_create") {
            self = .openSC
        } else if text.hasPrefix("# ATR:") || text.hasPrefix("# PROTOCOL:") || text.contains(" by apdu4j") {
            self = .apdu4j
        } else {
            return nil
        }
    }

    private static func isHexadecimal(_ text: Substring) -> Bool {
        text.count >= 8 && text.allSatisfy(\.isHexDigit)
    }
}
