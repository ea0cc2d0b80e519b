import StrictYAML
import Testing
import Vocabulary

@testable import Checks

/// The files of waivers and quirks, each read strictly.
struct AllowanceFileTests {
    private static let checks: [CheckID] = ["gi.algs", "gi.shape", "hid.ping"]
    private static let digest = String(repeating: "0f", count: 32)

    private func waivers(_ text: String, day: String? = nil) throws -> [Waiver] {
        let day = day.flatMap { CalendarDate($0) }
        return try WaiverList(reading: Array(text.utf8), file: "w.yaml", checks: Self.checks, day: day).waivers
    }

    private func quirks(_ text: String) throws -> [Quirk] {
        try QuirkTable(reading: Array(text.utf8), file: "q.yaml", checks: Self.checks).quirks
    }

    private func problems(_ body: () throws -> some Any) -> String {
        do {
            _ = try body()
            return ""
        } catch {
            return "\(error)"
        }
    }

    private static func waiver(_ changes: [String: String?] = [:]) -> String {
        var lines: [(String, String)] = [
            ("check", "gi.*"), ("aaguid", "746f7563-6873-746f-6e65-2d74776f2d31"), ("reason", "the vendor mends it"),
            ("by", "A. Assessor"), ("until", "2027-01-31"),
        ]
        for (key, value) in changes.sorted(by: { $0.key < $1.key }) {
            lines.removeAll { $0.0 == key }
            if let value { lines.append((key, value)) }
        }
        let body = lines.map { "\($0): \($1)" }.joined(separator: "\n    ")
        return "format: 1\nwaivers:\n  - \(body)\n"
    }

    @Test func aWaiverIsRead() throws {
        let waiver = try #require(try waivers(Self.waiver()).first)
        #expect(waiver.pattern == IDPattern("gi.*") && waiver.justification == "the vendor mends it")
        #expect(waiver.sentence == "the vendor mends it (A. Assessor, until 2027-01-31)")
        #expect(try waivers(Self.waiver(["aaguid": nil, "reader": "Reader X"]))[0].subject == .reader("Reader X"))
        let bySerial = try waivers(Self.waiver(["aaguid": nil, "serial-sha256": Self.digest]))
        #expect(bySerial[0].subject == .serialSHA256(Self.digest))
        #expect(WaiverList(bySerial).names(serialSHA256: Self.digest))
        #expect(try waivers("format: 1\nwaivers: []\n").isEmpty)
    }

    static let wrongWaivers: [([String: String?], String)] = [
        (["check": "gi.nothing"], "no check is called \"gi.nothing\""),
        (["check": "gi.alg"], "gi.algs"),
        (["check": nil], "lacks the key \"check\""),
        (["aaguid": nil], "a waiver is for one device"),
        (["reader": "X"], "a waiver is for one device"),
        (["aaguid": "none"], "an AAGUID"),
        (["aaguid": nil, "serial-sha256": "0F"], "64 lower-case hexadecimal digits"),
        (["reason": nil], "lacks the key \"reason\""), (["by": nil], "lacks the key \"by\""),
        (["until": "soon"], "a date such as"), (["until": nil], "lacks the key \"until\""),
        (["utnil": "2027-01-31"], "until"),
    ]

    @Test(arguments: wrongWaivers)
    func aWrongWaiverIsRefused(changes: [String: String?], message: String) {
        let told = problems { try waivers(Self.waiver(changes)) }
        #expect(told.contains(message) && told.contains("w.yaml:"), "\(told)")
    }

    /// On its last day it counts, on the next it ends the reading, and is named.
    @Test func anExpiredWaiverIsAnErrorThatNamesIt() throws {
        #expect(try waivers(Self.waiver(), day: "2027-01-31").count == 1)
        let told = problems { try waivers(Self.waiver(), day: "2027-02-01") }
        #expect(told.contains("w.yaml:7:"), "\(told)")
        #expect(told.contains("the waiver of gi.* (\"the vendor mends it\") expired on 2027-01-31"), "\(told)")
    }

    private static func quirk(_ changes: [String: String?] = [:]) -> String {
        var lines: [(String, String)] = [
            ("check", "gi.algs"), ("aaguid", "746f7563-6873-746f-6e65-2d74776f2d31"), ("fingerprint", "\"twice: *\""),
            ("reason", "an old list"), ("link", "https://example.org/1"), ("review", "2027-06-30"),
        ]
        for (key, value) in changes.sorted(by: { $0.key < $1.key }) {
            lines.removeAll { $0.0 == key }
            if let value { lines.append((key, value)) }
        }
        let body = lines.map { "\($0): \($1)" }.joined(separator: "\n    ")
        return "format: 1\nquirks:\n  - \(body)\n"
    }

    @Test func aQuirkIsRead() throws {
        let quirk = try #require(try quirks(Self.quirk(["firmware": "{ from: 100, to: 200 }"])).first)
        guard case .key(_, let firmware) = quirk.subject else {
            Issue.record("\(quirk)")
            return
        }
        #expect(firmware == 100...200)
        let usb = try quirks(
            Self.quirk(["aaguid": nil, "usb": "\"1050:0407\"", "release": "{ from: \"0500\", to: \"05FF\" }"])
        )
        #expect(usb[0].subject == .usb(vendorID: "1050", productID: "0407", release: "0500"..."05ff"))
    }

    static let wrongQuirks: [([String: String?], String)] = [
        (["check": "gi.nothing"], "no check is called"),
        (["aaguid": nil], "a quirk is that of one model"), (["usb": "\"1050:0407\""], "a quirk is that of one model"),
        (["firmware": "{ from: 2, to: 1 }"], "\"from\" is above \"to\""), (["firmware": "{ from: 2 }"], "\"to\""),
        (["release": "{ from: \"0500\", to: \"0600\" }"], "keys have a \"firmware\""),
        (["aaguid": nil, "usb": "1050"], "1050:0407"), (["fingerprint": "\"*\""], "more than stars"),
        (["link": "http://example.org"], "https://"), (["review": nil], "lacks the key \"review\""),
        (["reason": nil], "lacks the key \"reason\""), (["version": "1"], "unknown key"),
    ]

    @Test(arguments: wrongQuirks)
    func aWrongQuirkIsRefused(changes: [String: String?], message: String) {
        let told = problems { try quirks(Self.quirk(changes)) }
        #expect(told.contains(message) && told.contains("q.yaml:"), "\(told)")
    }
}
