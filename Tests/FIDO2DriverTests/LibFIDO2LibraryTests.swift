import DeviceTransport
import Testing

@testable import FIDO2Driver

@Suite struct LibFIDO2LibraryTests {
    @Test(
        arguments: [
            ("/usr/lib/x86_64-linux-gnu/libfido2.so.1.12.0", "1.12.0"),
            ("libfido2.so.1.15.0", "1.15.0"),
            ("/usr/lib/libfido2.so.1", nil),
            ("/usr/lib/libfido2.so", nil),
            ("/usr/lib/libfido2.so.1.12.0 (deleted)", nil),
            ("/usr/lib/libudev.so.1.7.5", nil),
            ("", nil),
        ] as [(String, String?)]
    )
    func versionOfAFile(path: String, version: String?) {
        #expect(LibFIDO2Library.version(ofFile: path) == version)
    }

    @Test func namesAreComplete() {
        for number in Int32(-11)...(-1) {
            let code = FIDOReturnCode(rawValue: number)
            #expect(code.name?.hasPrefix("FIDO_ERR_") == true, "\(number)")
            #expect(code.original.number == Int(number))
        }
        #expect(Set((Int32(-11)...(-1)).map { FIDOReturnCode(rawValue: $0).name }).count == 11)
        #expect(FIDOReturnCode(rawValue: -99).name == nil)
        #expect(FIDOReturnCode(rawValue: -99).code == .unclassified)
    }

    /// libfido2 returns an empty list where it finds nothing, not an error; on a desk with keys it lists them.
    @Test func enumerationNamesNodes() throws {
        #expect(try LibFIDO2Enumeration.entries().allSatisfy { !$0.path.isEmpty })
    }
}
