import Testing
import Vocabulary

struct CertificationLevelTests {
    @Test func levelsAreInTheOrderOfTheProgramme() {
        #expect(CertificationLevel.allCases.shuffled().sorted() == CertificationLevel.allCases)
        #expect(CertificationLevel.allCases.map(\.description) == ["L1", "L1+", "L2", "L2+", "L3", "L3+"])
    }

    @Test(arguments: [
        ("L1", CertificationLevel.l1), ("l1+", .l1plus), ("L1plus", .l1plus), ("l2", .l2), ("L2PLUS", .l2plus),
        ("L3", .l3), ("L3+", .l3plus),
    ])
    func readsBothSpellings(text: String, level: CertificationLevel) {
        #expect(CertificationLevel(text) == level)
    }

    @Test(arguments: ["", "L", "2", "L4", "L2 ", "L2++", "none", "Level 2"])
    func refuses(text: String) {
        #expect(CertificationLevel(text) == nil)
    }

    @Test func isNamedInWords() {
        #expect(CertificationLevel.l2plus.name == "Level 2+")
    }
}
