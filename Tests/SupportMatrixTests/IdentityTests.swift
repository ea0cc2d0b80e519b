import SupportMatrix
import Testing

@Suite("names and releases")
struct IdentityTests {
    @Test(arguments: [
        ("24H2", "25H2", false), ("25H2", "24H2", true), ("2004", "20H2", false), ("20H2", "2004", true),
        ("1909", "2004", false), ("23H2", "23H2", false), ("8.1", "8", true), ("16", "16.0", false),
        ("10.10", "10.9", true), ("16.0.1", "16", true),
    ])
    func releasesHaveTheVendorsOrder(_ left: String, _ right: String, _ isNewer: Bool) {
        #expect(ReleaseName(left).isNewer(than: ReleaseName(right)) == isNewer)
    }

    @Test(arguments: [("24H2", "11"), ("Vista", "8.1"), ("", "1"), ("1.2.3.4.5.6.7.8.9", "1"), ("9999999999", "1")])
    func namesWithoutACommonOrderCompareWithNothing(_ left: String, _ right: String) {
        #expect(ReleaseName(left).isNewer(than: ReleaseName(right)) == nil)
    }

    @Test(arguments: [
        ("Windows 11 24H2 IoTEnterprise", "Windows 11 24H2 IoTEnterprise"), ("windows 10", "Windows 10"),
        ("macOS 14.5", "macOS 14.5"), ("Linux", "Linux"), ("iPadOS 17", "iPadOS 17"),
    ])
    func operatingSystemsAreReadAsPeopleWriteThem(_ text: String, _ name: String) {
        #expect(OperatingSystemIdentity(parsing: text)?.name == name)
    }

    @Test
    func anUnknownFamilyIsNotGuessed() {
        #expect(OperatingSystemIdentity(parsing: "BeOS 5") == nil)
        #expect(OperatingSystemIdentity(parsing: "") == nil)
    }

    @Test(arguments: [
        ("Edge", "edge"), ("Edge (native)", "edge"), ("Edge (IE mode)", "edge-ie-mode"), ("Chrome 142", "chrome"),
        ("IE11", "internet-explorer"), ("Internet Explorer 11", "internet-explorer"), ("safari", "safari"),
    ])
    func browsersAreReadAsPeopleWriteThem(_ text: String, _ column: String) throws {
        let edition = try Edition.newestBuiltIn()
        #expect(edition.browsers.first { $0.matches(BrowserIdentity(parsing: text)) }?.id == column)
    }

    @Test(arguments: [
        ("*", "anything", true), ("Windows*", "windows 11", true), ("*11", "Windows 11", true),
        ("w*1*", "windows 10", true), ("windows", "windows 11", false), ("*12*", "windows 11", false),
        ("a*a", "a", false), ("", "", true),
    ])
    func aStarStandsForAnyText(_ pattern: String, _ text: String, _ fits: Bool) {
        #expect(WildcardPattern(pattern).matches(text) == fits)
    }
}
