import Testing

@testable import PCSCDriver

@Suite("Groups of readers")
struct ReaderGroupsTests {
    private func names(_ range: Range<Int>) -> [String] { range.map { "Reader \($0)" } }

    @Test(arguments: [0, 1, 15, 16, 17, 30, 31, 46])
    func noGroupIsLargerThanAWait(_ count: Int) {
        var groups = ReaderGroups()
        _ = groups.update(names(0..<count))
        #expect(groups.groups.joined().sorted() == names(0..<count).sorted())
        // The first wait has one entry more, for arrivals.
        #expect(groups.groups.allSatisfy { $0.count < ReaderStateEntries.maximumCount })
        #expect(groups.groups.count == max(1, (count + 14) / 15))
    }

    @Test func onlyWhatChangesIsDisturbed() {
        var groups = ReaderGroups()
        #expect(groups.update(names(0..<15)) == [0])
        #expect(groups.update(names(0..<15)) == [])
        #expect(groups.update(names(0..<16)) == [1])
        #expect(groups.update(names(1..<16)) == [0])
        #expect(groups.groups == [names(1..<15), ["Reader 15"]])
        #expect(groups.update(names(1..<15)) == [1])
        #expect(groups.update(names(1..<18)) == [0, 1])
        #expect(groups.groups[0].count == 15)
    }

    @Test func limitIsTheLibrarys() {
        #expect(ReaderStateEntries.maximumCount == 16)
    }
}
