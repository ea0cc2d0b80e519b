import FixtureSupport
import KioskBuild
import StrictYAML
import Testing
import Vocabulary

@Suite struct BuildManifestTests {
    static let samples = ["ward-kiosk", "reception-kiosk", "security-key-kiosk"]

    private func sample(_ name: String) throws -> BuildManifest {
        try BuildManifest(bytes: Fixtures.bytes("builds/\(name).yaml"), file: name)
    }

    @Test(arguments: samples)
    func readsTheSampleAndItsRendering(name: String) throws {
        let document = try YAMLDocument(bytes: Fixtures.bytes("builds/\(name).yaml"), file: name)
        let manifest = try BuildManifest(reading: document)
        let rendered = document.root.value.rendered()
        #expect(try BuildManifest(bytes: Array(rendered.utf8), file: "rendered") == manifest)
        #expect(manifest.assessment.id.value == name)
    }

    @Test func keepsValuesWithTheirLines() throws {
        let manifest = try sample("ward-kiosk")
        #expect(manifest.os.family.value == .windows)
        #expect(manifest.os.editionID?.value == .enterprise)
        #expect(manifest.os.editionID?.position == YAMLPosition(line: 16, column: 15))
        #expect(manifest.os.displayVersion?.value == WindowsDisplayVersion("24H2"))
        #expect(manifest.os.build?.value == Version("26100.7171"))
        #expect(manifest.browsers.map(\.product.value) == [.edge, .chrome])
        #expect(manifest.browsers.map(\.version?.value.major) == [154, 154])
        #expect(manifest.browsers.map(\.mode?.value) == [.native, nil])
        #expect(manifest.nhsClient?.credentialManagement?.value.details?.version?.value == Version("4.1"))
        #expect(manifest.nhsClient?.identityAgent?.value == .absent)
        #expect(manifest.smartcardStack?.readers?.first?.usbID?.value.description == "076B:3021")
        #expect(manifest.smartcardStack?.cardSeries?.map(\.value) == [.eight, .nine, .ten])
        #expect(manifest.authenticators.map(\.kind.value) == [.smartcards])
        #expect(manifest.systems.map(\.value) == ["ncrs", "e-rs", "eps-tracker", "demographic-application", "sus"])
        #expect(manifest.reference?.chromeStable?.value.asOf.value == CalendarDate("2026-11-20"))
    }

    /// The three faults are independent, so that each of three rules has its own reason to decide.
    @Test func theReceptionSampleHasItsThreeFaults() throws {
        let manifest = try sample("reception-kiosk")
        #expect(manifest.os.editionID?.value.isIoT == true)
        #expect(
            manifest.browsers.first?.launchArguments?.map(\.value).contains { $0.hasPrefix("--edge-kiosk-type") }
                == true
        )
        #expect(manifest.nhsClient?.credentialManagement?.value == .absent)
    }

    @Test func whatIsLeftOutStaysUnknown() throws {
        let text = """
            format: 1
            assessment: {id: least}
            os: {family: windows}
            browsers: [{product: edge}]
            authenticators: [passkeys]
            systems: [ncrs]
            """
        let manifest = try BuildManifest(bytes: Array(text.utf8), file: "f")
        #expect(manifest.os.release == nil && manifest.os.editionID == nil && manifest.os.displayVersion == nil)
        #expect(manifest.browsers[0].launchArguments == nil && manifest.browsers[0].extensions == nil)
        #expect(manifest.nhsClient == nil && manifest.printer == nil && manifest.reference == nil)
    }

    @Test func statedAbsenceIsNotSilence() throws {
        let text = """
            format: 1
            assessment: {id: stated}
            os: {family: ipados, release: 17.5}
            browsers: [{product: safari, launch-arguments: [], extensions: []}]
            authenticators: [{id: cis2-ipad-app, version: 2.0}]
            systems: [ncrs]
            nhs-client: {credential-management: absent, identity-agent: {}}
            management: {mdm: {product: Jamf, supervised: true}}
            """
        let manifest = try BuildManifest(bytes: Array(text.utf8), file: "f")
        #expect(manifest.browsers[0].launchArguments == [])
        #expect(manifest.nhsClient?.credentialManagement?.value == .absent)
        #expect(manifest.nhsClient?.identityAgent?.value.details?.version == nil)
        #expect(manifest.nhsClient?.identityAgent?.value != .absent)
        #expect(manifest.nhsClient?.chromeExtension == nil)
        #expect(manifest.management?.mdm?.value.details?.supervised?.value == true)
    }
}

@Suite struct WindowsDisplayVersionTests {
    @Test func ordersByTime() throws {
        let texts = ["1507", "1809", "1909", "2004", "20H2", "21H1", "21H2", "22H2", "23H2", "24H2", "25H2", "26H1"]
        let versions = try texts.map { try #require(WindowsDisplayVersion($0)) }
        #expect(versions.reversed().sorted() == versions)
        #expect(zip(versions, versions.dropFirst()).allSatisfy { $0 < $1 })
    }

    @Test(arguments: ["", "24H3", "24h2", "H224", "24", "2413", "2024H2", "24H2 ", "2601", "４H2"])
    func refuses(text: String) {
        #expect(WindowsDisplayVersion(text) == nil)
    }

    @Test(arguments: [("22000", "21H2"), ("22631", "23H2"), ("26100", "24H2"), ("26200", "25H2"), ("19045", "22H2")])
    func knowsBuilds(number: String, release: String) throws {
        let build = try #require(Int(number).flatMap(WindowsBuild.init(number:)))
        #expect(build.displayVersion.description == release)
    }

    @Test func marksEveryIoTEditionAndNoOther() {
        let marked = WindowsEditionID.allCases.filter(\.isIoT).map(\.rawValue)
        #expect(marked == ["IoTEnterprise", "IoTEnterpriseK", "IoTEnterpriseS", "IoTEnterpriseSK", "IoTUAP"])
    }
}
