import Checks

extension Catalogue {
    /// Commands to cards that only read, and one wrong PIN on a lab's own card (ISO/IEC 7816-4:2020).
    static let cardChecks = Catalogue {
        Check.selectNobody
        Check.selectPIV
        Check.selectManager
        Check.selectFIDO
        Check.selectCandidates
        Check.selectParameters
        Check.remainder
        Check.exactLength
        Check.chaining
        Check.extendedLength
        Check.dataObjects
        Check.longObject
        Check.unknownObject
        Check.statusWords
        Check.pinCounter
        Check.pinCounterStays
        Check.pinProtects
        Check.wrongCardPIN
        Check.thousandSelections
    }
}
