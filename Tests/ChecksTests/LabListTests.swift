import SafetyGuard
import StrictYAML
import Testing

@testable import Checks

@Suite struct LabListTests {
    private func list(_ text: String) throws -> LabList {
        try LabList(reading: Array("format: 1\ndevices:\n\(text)".utf8), file: "lab.yaml")
    }

    @Test func devicesAreNamedByWhatTheyAloneHave() throws {
        let list = try list(
            """
              - name: bench-key-1
                serial: TS2-000001
                aaguid: 746f7563-6873-746f-6e65-2d74776f2d31
                highest: d4
              - name: sample-card
                card: 00112233-4455-4677-8899-aabbccddeeff
            """
        )
        #expect(list.entries.map(\.name) == ["bench-key-1", "sample-card"])
        #expect(list.entries.map(\.highest) == [.d4, .d3], "no more than a try unless it is said")
        #expect(list.entries[1].cardNumber == "00112233445546778899aabbccddeeff")
    }

    @Test(arguments: [
        ("  - name: key\n    aaguid: 746f7563-6873-746f-6e65-2d74776f2d31\n", "is that of a whole model"),
        ("  - name: key\n    serial: A\n  - name: key\n    serial: B\n", "two devices are called"),
        ("  - serial: A\n", "lacks the key \"name\""),
        ("  - name: key\n    serial: A\n    highest: d1\n", "cannot be"),
        ("  - name: key\n    serial: A\n    pin: 1234\n", "unknown key \"pin\""),
        ("  - name: key\n    card: 12\n", "a card's UUID"),
        ("  - name: key\n    serial: ''\n", "empty"),
    ])
    func mistakesAreSaid(text: String, message: String) throws {
        do throws(any Error) {
            _ = try list(text)
            Issue.record("it was taken")
        } catch {
            #expect("\(error)".contains(message), "\(error)")
        }
    }
}
