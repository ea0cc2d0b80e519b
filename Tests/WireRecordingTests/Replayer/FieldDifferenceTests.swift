import CBORTree
import Testing

@testable import WireRecording

@Suite struct FieldDifferenceTests {
    static let recorded: CBORItem = [
        1: "abc", 2: ["id": "a", "name": "b"], 3: [1, 2], 8: .bytes(Array(repeating: 0, count: 16)),
    ]

    @Test(
        arguments: [
            ([1: "abd", 2: ["id": "a", "name": "b"], 3: [1, 2], 8: .bytes(Array(repeating: 7, count: 16))], "/1"),
            ([1: "abc", 2: ["id": "a", "name": "bob"], 3: [1, 2], 8: .bytes([7])], "/2/\"name\""),
            ([1: "abc", 2: ["id": "a"], 3: [1, 2], 8: .bytes([7])], "/2/\"name\" is missing"),
            ([1: "abc", 2: ["id": "a", "name": "b"], 3: [1, 3], 8: .bytes([7])], "/3/1"),
            ([1: "abc", 2: ["id": "a", "name": "b"], 3: [1, 2], 8: .bytes([7])], "/8"),
            ([1: "abc", 2: ["id": "a", "name": "b"], 3: [1, 2], 8: .bytes(Array(repeating: 7, count: 16))], nil),
            (
                [2: ["id": "a", "name": "b"], 1: "abc", 3: [1, 2], 8: .bytes([7])], " has its members in another order"
            ),
        ] as [(CBORItem, String?)]
    )
    func namesTheFirstField(_ live: CBORItem, _ path: String?) {
        let recorded = LocatedCBOR(Self.recorded, at: 1)
        let mask = recorded[8]?.stringRanges.first.map { Mask($0, .pinAuth) }
        #expect(FieldDifference(mask.map { [$0] } ?? []).path(recorded, live) == path)
    }
}
