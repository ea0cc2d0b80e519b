import DeviceTransport
import Testing

@testable import BenchInventory

@Suite struct DeviceSelectorTests {
    let devices = Bench.join(
        udev: [BenchTests.key("1-2", device: 3), BenchTests.key("1-3", device: 4)],
        readers: [
            ReaderObservation(name: "Reader 00 00", state: .empty),
            ReaderObservation(name: "Reader 00 00 Plus", state: .empty),
            ReaderObservation(name: "Café [CCID] (S123) 01 00", state: .empty),
        ]
    )

    @Test(
        arguments: [
            ("1", DeviceSelector.position(1)), ("0", .name("0")), ("-1", .name("-1")), ("1-2", .port("1-2")),
            ("1-2.4.10", .port("1-2.4.10")), ("1-", .name("1-")), ("1-2.", .name("1-2.")), ("1-2-3", .name("1-2-3")),
            ("1-2345", .name("1-2345")), ("replay:a b.jsonl", .replay(path: "a b.jsonl")), ("replay", .name("replay")),
            ("", .name("")), ("99999999999999999999", .name("99999999999999999999")),
        ]
    )
    func readsWhatWasTyped(_ text: String, _ wanted: DeviceSelector) {
        #expect(DeviceSelector(text) == wanted)
    }

    @Test(
        arguments: [
            ("1", "1-2"), ("1-3", "1-3"), ("Reader 00 00", "Reader 00 00"), ("plus", "Reader 00 00 Plus"),
            ("Café [CCID] 01 00", "Café [CCID] (S123) 01 00"), ("s123", "Café [CCID] (S123) 01 00"),
            ("CAFÉ", "Café [CCID] (S123) 01 00"),
        ]
    )
    func findsTheOne(_ text: String, _ id: String) throws {
        #expect(try DeviceSelector(text).select(from: devices).id == id)
    }

    @Test(arguments: ["9", "1-9", "nothing", "", "replay:x"])
    func findsNothing(_ text: String) {
        let error = #expect(throws: DeviceSelectionError.self) { try DeviceSelector(text).select(from: devices) }
        #expect(error?.reason == .nothing)
        #expect(error?.candidates.count == 5)
        #expect(error?.description.contains("Reader 00 00 Plus") == true)
    }

    @Test(arguments: [("Example Key", 2), ("reader", 2), ("e", 4)])
    func neverTakesTheFirstOfSeveral(_ text: String, _ count: Int) {
        let error = #expect(throws: DeviceSelectionError.self) { try DeviceSelector(text).select(from: devices) }
        #expect(error?.reason == .ambiguous)
        #expect(error?.candidates.count == count)
    }

    @Test func listsTheCandidates() {
        let error = #expect(throws: DeviceSelectionError.self) {
            try DeviceSelector("Example Key").select(from: devices)
        }
        #expect(
            error?.description == """
                2 devices with `Example Key` in the name:
                  1  Example Key  at port 1-2
                  2  Example Key  at port 1-3
                """
        )
        #expect(error?.remedy.contains("port") == true)
        let empty = #expect(throws: DeviceSelectionError.self) { try DeviceSelector("1").select(from: []) }
        #expect(empty?.description == "no device is attached")
    }
}
