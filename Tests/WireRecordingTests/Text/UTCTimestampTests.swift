import Testing

@testable import WireRecording

@Suite struct UTCTimestampTests {
    @Test(
        arguments: [
            ("1970-01-01T00:00:00Z", 0), ("2000-02-29T23:59:59Z", 951_868_799), ("2026-11-22T23:20:00Z", 1_795_389_600),
            ("2100-03-01T00:00:00Z", 4_107_542_400), ("9999-12-31T23:59:59Z", 253_402_300_799),
        ] as [(String, Int64)]
    )
    func readsAndWrites(_ text: String, _ seconds: Int64) {
        #expect(UTCTimestamp(text)?.secondsSinceEpoch == seconds)
        #expect(UTCTimestamp(secondsSinceEpoch: seconds).description == text)
    }

    @Test func everyDayComesBack() {
        for day in stride(from: Int64(0), to: 2_932_897, by: 13) {
            let moment = UTCTimestamp(secondsSinceEpoch: day * 86_400 + 45_296)
            #expect(UTCTimestamp(moment.description) == moment)
        }
    }

    @Test(
        arguments: [
            "", "2026-11-22", "2026-11-22T23:20:00", "2026-11-22t23:20:00Z", "2026-11-22T23:20:00+00:00",
            "2026-02-29T00:00:00Z", "2100-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z",
            "2026-01-00T00:00:00Z", "2026-04-31T00:00:00Z", "2026-11-22T24:00:00Z", "2026-11-22T23:60:00Z",
            "2026-11-22T23:20:60Z", "1969-12-31T23:59:59Z", "0000-01-01T00:00:00Z", "2O26-11-22T23:20:00Z",
            "2026-11-22T23:20:0é",
        ]
    )
    func rejectsWhatIsNoMoment(_ text: String) {
        #expect(UTCTimestamp(text) == nil)
    }

    @Test func clampsWhatFourDigitsCannotWrite() {
        #expect(UTCTimestamp(secondsSinceEpoch: .min).description == "1970-01-01T00:00:00Z")
        #expect(UTCTimestamp(secondsSinceEpoch: .max).description == "9999-12-31T23:59:59Z")
    }

    @Test func checksumIsTheOneOfZip() {
        var checksum = CRC32()
        checksum.add("12345".utf8)
        checksum.add("6789".utf8)
        #expect(checksum.value == 0xCBF4_3926)
        #expect(CRC32().value == 0)
    }
}
