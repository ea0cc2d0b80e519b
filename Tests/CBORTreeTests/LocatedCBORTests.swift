import CBORTree
import Testing

@Suite struct LocatedCBORTests {
    private static let item: CBORItem = .pairs([
        (1, .bytes([0xAA, 0xBB])), ("key", .list(["text", [2: .bytes([0xCC])]])),
        (3, .byteString(CBORString(chunks: [.init([1, 2]), .init([3], width: .two)]))),
        (4, .unsigned(CBORHead(5, width: .eight))), (5, .tagged(CBORHead(1000), .float(CBORFloat(1.5)))),
        (3, .bytes([])),
    ])

    @Test func countsAsItEncodes() {
        #expect(Self.item.encodedCount == Self.item.encoded().count)
        #expect(LocatedCBOR(Self.item, at: 7).range == 7..<7 + Self.item.encoded().count)
    }

    @Test func everyPlaceHoldsItsBytes() {
        let bytes = [0xFF] + Self.item.encoded()
        let located = LocatedCBOR(Self.item, at: 1)
        for (_, value) in located.entries ?? [] { #expect(Array(bytes[value.range]) == value.item.encoded()) }
        #expect(located[1]?.stringRanges.map { Array(bytes[$0]) } == [[0xAA, 0xBB]])
        #expect(located["key"]?.elements?[1][2]?.stringRanges.map { Array(bytes[$0]) } == [[0xCC]])
        #expect(located[3]?.stringRanges.map { Array(bytes[$0]) } == [[1, 2], [3]])
        #expect(located.values(3).count == 2)
        #expect(located.stringRanges.count == 6)
        #expect(located[9]?.range == nil)
    }
}
