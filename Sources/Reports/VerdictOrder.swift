package import Assessment

extension Verdict {
    /// How far a verdict is from what a lab wants: 0 is warranted.
    ///
    /// Missing evidence is nearer to a pass than something that fails, since supplying it may settle the matter.
    package var severity: Int {
        switch self {
        case .warranted: 0
        case .warrantedWithAdvice: 1
        case .inconclusive: 2
        case .notWarranted: 3
        }
    }
}
