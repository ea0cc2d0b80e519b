import Testing
import Vocabulary

struct CalendarDateTests {
    @Test(arguments: ["2024-12-20", "2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31"])
    func readsAndWrites(text: String) {
        #expect(CalendarDate(text)?.description == text)
    }

    @Test(arguments: [
        "", "2024", "2024-12", "2024-1-1", "2024-13-01", "2024-00-10", "2024-04-31", "2023-02-29", "1900-02-29",
        "2024-12-00", "24-12-20", "2024-12-2O", "2024/12/20", "20/12/2024", "2024-12-20T00:00:00Z", "2024-12-20T08:29",
        " 2024-12-20", "-024-12-20", "2024-+1-20", "0000-01-01", "٢٠٢٤-12-20", "２０２４-12-20",
    ])
    func refuses(text: String) {
        #expect(CalendarDate(text) == nil)
    }

    @Test func ordersByDay() throws {
        let days = ["2023-12-31", "2024-01-01", "2024-01-02", "2024-02-01"].compactMap { CalendarDate($0) }
        #expect(days.count == 4)
        #expect(days.shuffled().sorted() == days)
    }

    @Test func countsDaysThroughLeapYears() throws {
        let days = try [(1, 1, 1), (1970, 1, 1), (2000, 2, 29), (2000, 3, 1), (2026, 11, 22), (9999, 12, 31)]
            .map { try #require(CalendarDate(year: $0, month: $1, day: $2)) }
        #expect(days.map(\.daysSince1970) == [-719_162, 0, 11_016, 11_017, 20_779, 2_932_896])
        #expect(days.map { CalendarDate(daysSince1970: $0.daysSince1970) } == days)
    }

    @Test func staysWithinTheYearsThatCanBeWritten() {
        #expect(CalendarDate(daysSince1970: .min).description == "0001-01-01")
        #expect(CalendarDate(daysSince1970: .max).description == "9999-12-31")
        #expect(CalendarDate.distantPast.description == "0001-01-01")
    }

    @Test func isWrittenInWords() {
        #expect(CalendarDate("2024-12-20")?.inWords == "20 December 2024")
    }
}
