/// Finds the recorded exchange that answers a live question, for hosts that ask in another order than the recorded one.
///
/// What comes next in the recording goes first, so that the same conversation gets the same answers, counters and all;
/// then whatever comes later, and last what came before, the nearest first.
struct ExchangeFinder {
    private(set) var position = 0

    mutating func find(among count: Int, where isAnswered: (Int) -> Bool) -> Int? {
        let start = min(position, count)
        let found = (start..<count).first(where: isAnswered) ?? (0..<start).last(where: isAnswered)
        if let found { position = found + 1 }
        return found
    }
}
