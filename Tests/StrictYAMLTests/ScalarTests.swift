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

@Suite struct CalendarDateTests {
    @Test(arguments: ["2024-12-20", "2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31"])
    func reads(text: String) {
        #expect(CalendarDate(text)?.description == text)
    }

    @Test(arguments: [
        "", "2024", "2024-12", "2024-13-01", "2024-00-01", "2024-04-31", "2023-02-29", "1900-02-29", "2024-12-00",
        "24-12-20", "2024-1-2", "2024-12-20T08:29", "20/12/2024", "2024-+1-20", "0000-01-01", "２０２４-12-20",
    ])
    func refuses(text: String) {
        #expect(CalendarDate(text) == nil)
    }

    @Test func orders() throws {
        let earlier = try #require(CalendarDate("2024-12-20"))
        let later = try #require(CalendarDate("2025-01-01"))
        #expect(earlier < later)
        #expect(!(later < earlier))
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
