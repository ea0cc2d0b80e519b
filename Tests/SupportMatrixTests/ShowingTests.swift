import SupportMatrix
import Testing

@Suite("showing an edition")
struct ShowingTests {
    @Test
    func textFitsEightyColumns() throws {
        let text = try Edition.newestBuiltIn().rendered(as: .text)
        let tooLong = text.split(separator: "\n").filter { $0.count > 80 }
        #expect(tooLong.isEmpty)
        #expect(text.contains("Windows 8.1"))
    }
}
