import Checks

extension Catalogue {
    /// The shapes that a command can have, and commands that an application lacks (ISO/IEC 7816-4:2020, 5).
    static let caseChecks = Catalogue {
        Check.caseOne
        Check.caseTwo
        Check.caseThree
        Check.caseFour
        Check.caseTwoExtended
        Check.caseThreeExtended
        Check.caseFourExtended
        Check.unknownClass
        Check.unknownInstruction
    }
}
