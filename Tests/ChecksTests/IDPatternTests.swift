import Testing

@testable import Checks

@Suite struct IDPatternTests {
    @Test(arguments: [
        ("hid.ping", true), ("hid.*", true), ("*", true), ("*.ping", true), ("h*d.p*g", true), ("*i*i*", true),
        ("hid", false), ("hid.pin", false), ("hid.ping.", false), ("gi.*", false), ("*x*", false), ("", false),
        ("**", true), ("hid.ping*", true),
    ])
    func matches(pattern: String, expected: Bool) {
        #expect(IDPattern(pattern).matches("hid.ping") == expected)
    }

    @Test(arguments: ["hid.ping", "a.b-c", "u2f.version", "mc.missing.rp-id"])
    func isWellFormed(id: String) {
        #expect(CheckID(rawValue: id).isWellFormed)
    }

    @Test(arguments: ["", "hid", "Hid.ping", "hid.", "hid.-x", "hid.x-", "hid..x", "hid.x y"])
    func isNot(id: String) {
        #expect(!CheckID(rawValue: id).isWellFormed)
    }
}
