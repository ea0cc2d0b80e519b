import StrictYAML
import Testing

@Suite struct VersionTests {
    @Test(arguments: [
        "", ".", "1.", ".1", "1..2", "-1", "+1", "1e3", "24H2", " 1", "1 ", "1.2.3.4.5.6.7.8.9", "1234567890", "１",
    ])
    func refuses(text: String) {
        #expect(Version(text) == nil)
    }

    @Test func ordersByNumberAndNotByText() throws {
        let ordered = try ["0", "1", "4", "4.0.0.1", "4.1", "4.9", "4.10", "26100.1", "26100.4061", "26200"]
            .map {
                try #require(Version($0))
            }
        #expect(ordered.shuffled().sorted() == ordered)
        #expect(zip(ordered, ordered.dropFirst()).allSatisfy { $0 < $1 && $0 != $1 })
    }

    @Test func countsMissingNumbersAsZero() throws {
        let short = try #require(Version("4.1"))
        let long = try #require(Version("4.01.0.0"))
        #expect(short == long)
        #expect(short.hashValue == long.hashValue)
        #expect(!(short < long) && !(long < short))
        #expect(long.description == "4.01.0.0")
        #expect(Version("0") == Version("0.0"))
    }
}

@Suite struct NearestNameTests {
    private static let names = ["display-version", "edition-id", "build", "firefox", "internet-explorer", "no", "y"]

    @Test(arguments: [
        ("displayVersion", "display-version"), ("display_version", "display-version"), ("edition", "edition-id"),
        ("biuld", "build"), ("Build", "build"), ("firefox-esr", "firefox"), ("fierfox", "firefox"), ("nö", "no"),
        ("internet", "internet-explorer"), ("mozilla-firefox", "firefox"),
    ])
    func finds(name: String, expected: String) {
        #expect(NearestName.nearest(to: name, among: Self.names) == expected)
    }

    @Test(arguments: ["", "-", "x", "colour", "xyz", String(repeating: "b", count: 10_000)])
    func findsNothing(name: String) {
        #expect(NearestName.nearest(to: name, among: Self.names) == nil)
    }
}
