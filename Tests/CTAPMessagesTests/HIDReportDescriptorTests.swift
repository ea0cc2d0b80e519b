import Testing

@testable import CTAPMessages

@Suite struct HIDReportDescriptorTests {
    /// The descriptor that CTAP 2.1, 11.2.8.1 gives as an example, with reports of 64 bytes.
    static let key: [UInt8] = [
        0x06, 0xD0, 0xF1, 0x09, 0x01, 0xA1, 0x01,
        0x09, 0x20, 0x15, 0x00, 0x26, 0xFF, 0x00, 0x75, 0x08, 0x95, 0x40, 0x81, 0x02,
        0x09, 0x21, 0x15, 0x00, 0x26, 0xFF, 0x00, 0x75, 0x08, 0x95, 0x40, 0x91, 0x02,
        0xC0,
    ]

    /// A boot keyboard, shortened.
    static let keyboard: [UInt8] = [
        0x05, 0x01, 0x09, 0x06, 0xA1, 0x01, 0x05, 0x07, 0x75, 0x01, 0x95, 0x08, 0x81, 0x02, 0xC0,
    ]

    @Test func readsAKey() throws {
        let fido = try #require(try HIDReportDescriptor(parsing: Self.key).fido)
        #expect(fido.usage == 1)
        #expect(fido.inputByteCount == 64)
        #expect(fido.outputByteCount == 64)
        #expect(!fido.isNumbered)
    }

    @Test func keyboardIsNoKey() throws {
        let descriptor = try HIDReportDescriptor(parsing: Self.keyboard)
        #expect(descriptor.fido == nil)
        #expect(descriptor.collections.map(\.usagePage) == [0x0001])
        #expect(descriptor.collections.map(\.inputByteCount) == [1])
    }

    @Test func findsAKeyBehindAKeyboard() throws {
        let descriptor = try HIDReportDescriptor(parsing: Self.keyboard + Self.key)
        #expect(descriptor.collections.count == 2)
        #expect(descriptor.fido?.inputByteCount == 64)
    }

    @Test func usageOfFourBytesBringsItsPage() throws {
        let descriptor = try HIDReportDescriptor(parsing: [0x05, 0x01, 0x0B, 0x01, 0x00, 0xD0, 0xF1, 0xA1, 0x01, 0xC0])
        #expect(descriptor.fido?.usage == 1)
    }

    @Test func reportNumbersShow() throws {
        var numbered = Self.key
        numbered.insert(contentsOf: [0x85, 0x01], at: 7)
        #expect(try HIDReportDescriptor(parsing: numbered).fido?.isNumbered == true)
    }

    @Test func pushAndPopKeepTheGlobals() throws {
        let bytes: [UInt8] = [
            0x06, 0xD0, 0xF1, 0x09, 0x01, 0xA1, 0x01, 0x75, 0x08, 0x95, 0x02, 0xA4, 0x95, 0x40, 0x81, 0x02, 0xB4,
            0x91, 0x02, 0xC0,
        ]
        let fido = try #require(try HIDReportDescriptor(parsing: bytes).fido)
        #expect(fido.inputByteCount == 64)
        #expect(fido.outputByteCount == 2)
    }

    @Test func longItemsAreSteppedOver() throws {
        #expect(try HIDReportDescriptor(parsing: [0xFE, 0x02, 0xF0, 0xAA, 0xBB] + Self.key).fido != nil)
    }

    /// Whatever is cut off after the collection has begun leaves it open, so that no prefix passes for the whole.
    @Test(arguments: 6..<Self.key.count)
    func refusesEveryTruncation(count: Int) {
        #expect(throws: HIDReportDescriptor.ParsingError.self) {
            try HIDReportDescriptor(parsing: Array(Self.key.prefix(count)))
        }
    }

    /// No outcome is asked of a damaged descriptor but that it is one: parsed or refused, never a trap.
    @Test func survivesEveryCorruption() {
        var outcomes = (parsed: 0, refused: 0)
        for index in Self.key.indices {
            for value in UInt8.min...UInt8.max {
                var bytes = Self.key
                bytes[index] = value
                do {
                    _ = try HIDReportDescriptor(parsing: bytes)
                    outcomes.parsed += 1
                } catch {
                    outcomes.refused += 1
                }
            }
        }
        #expect(outcomes.parsed + outcomes.refused == Self.key.count * 256)
        #expect(outcomes.refused > 0)
    }

    @Test(
        arguments: [
            ([0xC0], HIDReportDescriptor.ParsingError.unbalanced(offset: 0)),
            ([0x81, 0x02], .unbalanced(offset: 0)),
            ([0xA1, 0x01], .unbalanced(offset: 2)),
            (
                [0xA1, 0x01, 0x77, 0xFF, 0xFF, 0xFF, 0xFF, 0x97, 0xFF, 0xFF, 0xFF, 0xFF, 0x81, 0x02],
                .oversize(offset: 12)
            ),
        ] as [([UInt8], HIDReportDescriptor.ParsingError)]
    )
    func namesWhatIsWrong(bytes: [UInt8], expected: HIDReportDescriptor.ParsingError) {
        #expect(throws: expected) { try HIDReportDescriptor(parsing: bytes) }
    }

    @Test func truncationSaysWhere() throws {
        let error = #expect(throws: HIDReportDescriptor.ParsingError.self) {
            try HIDReportDescriptor(parsing: [0x06, 0xD0])
        }
        #expect(error?.description == "truncated item: 2 bytes expected at offset 1, 1 left")
    }

    @Test func manyReportsDoNotOverflow() throws {
        let full: [UInt8] = [0x77, 0x00, 0x00, 0x01, 0x00, 0x95, 0x01]
        let bytes = [0xA1, 0x01] + full + Array(repeating: [0x81, 0x02] as [UInt8], count: 1_000).joined() + [0xC0]
        #expect(try HIDReportDescriptor(parsing: bytes).collections.first?.inputBits == 65_536 * 1_000)
    }
}
