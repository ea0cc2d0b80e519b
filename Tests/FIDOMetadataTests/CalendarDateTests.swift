import FIDOMetadata
import Testing

struct CalendarDateTests {
    @Test(arguments: ["2024-12-20", "2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31"])
    func readsAndWrites(text: String) {
        #expect(CalendarDate(text)?.description == text)
    }

    @Test(arguments: [
        "", "2024", "2024-1-1", "2024-13-01", "2024-00-10", "2024-04-31", "2023-02-29", "1900-02-29", "2024-12-2O",
        "2024/12/20", "2024-12-20T00:00:00Z", " 2024-12-20", "-024-12-20", "٢٠٢٤-12-20",
    ])
    func refuses(text: String) {
        #expect(CalendarDate(text) == nil)
    }

    @Test func ordersByDay() throws {
        let days = ["2023-12-31", "2024-01-01", "2024-01-02", "2024-02-01"].compactMap { CalendarDate($0) }
        #expect(days.count == 4)
        #expect(days.shuffled().sorted() == days)
    }
}
