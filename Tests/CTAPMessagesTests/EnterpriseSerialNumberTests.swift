import CTAPMessages
import Testing

struct EnterpriseSerialNumberTests {
    private let identifier: [UInt8] = [
        0x06, 0x0B, 0x2B, 0x06, 0x01, 0x04, 0x01, 0x82, 0xE5, 0x1C, 0x01, 0x01, 0x02,
    ]

    @Test func valueIsFoundAndHidden() {
        let bytes = [1, 2] + identifier + [0x04, 0x03, 7, 8, 9, 5]
        #expect(EnterpriseSerialNumber.ranges(in: bytes) == [17..<20])
        #expect(EnterpriseSerialNumber.redacted(bytes) == [1, 2] + identifier + [0x04, 0x03, 0, 0, 0, 5])
    }

    @Test func criticalAndLongFormsAreFound() {
        #expect(EnterpriseSerialNumber.ranges(in: identifier + [0x01, 0x01, 0xFF, 0x04, 0x01, 9]) == [18..<19])
        #expect(EnterpriseSerialNumber.ranges(in: identifier + [0x04, 0x81, 0x02, 9, 9, 1]) == [16..<18])
    }

    @Test func everyOneIsFound() {
        let one = identifier + [0x04, 0x01, 9]
        #expect(EnterpriseSerialNumber.ranges(in: one + one).count == 2)
    }

    @Test func aaguidExtensionIsAnother() {
        let other = identifier.dropLast() + [0x04, 0x04, 0x01, 9]
        #expect(EnterpriseSerialNumber.ranges(in: Array(other)).isEmpty)
    }

    @Test func lengthPastTheEndHidesTheRest() {
        #expect(EnterpriseSerialNumber.redacted(identifier + [0x04, 0x7F, 1, 2]) == identifier + [0x04, 0x7F, 0, 0])
        let huge = identifier + [0x04, 0xFF, 0xFF, 0xFF, 0xFF, 1, 2]
        #expect(EnterpriseSerialNumber.redacted(huge).suffix(2) == [0, 0])
    }

    @Test func everyPrefixIsRead() {
        let whole = [9] + identifier + [0x01, 0x01, 0xFF, 0x04, 0x82, 0x00, 0x02, 7, 8]
        for count in 0...whole.count {
            let bytes = Array(whole.prefix(count))
            #expect(EnterpriseSerialNumber.redacted(bytes).count == count)
        }
    }
}
