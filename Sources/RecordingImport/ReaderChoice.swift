/// Decides which of the readers in a log is the one to import.
enum ReaderChoice {
    /// The reader asked for, by its whole name or a part that no other has; without a wish the only one with traffic.
    ///
    /// `busy` are the readers whose cards were sent commands, each once, in the order of the log.
    ///
    /// - Throws: ``ImportError`` when there is none, or more than one.
    static func choose(_ wish: String?, among busy: [String]) throws(ImportError) -> String {
        let list = busy.map { "“\($0)”" }.joined(separator: ", ")
        guard let wish else {
            guard let first = busy.first else { throw ImportError(.empty, problem: "no command was sent to a card") }
            guard busy.count == 1 else {
                throw ImportError(.severalReaders, problem: "commands went to several readers: \(list)")
            }
            return first
        }
        if busy.contains(wish) { return wish }
        let matches = busy.filter { $0.contains(wish) }
        guard matches.count == 1, let match = matches.first else {
            let problem =
                matches.isEmpty ? "no command was sent to a reader “\(wish)”" : "“\(wish)” may be several readers"
            throw ImportError(.severalReaders, problem: problem, expected: "one of \(list)")
        }
        return match
    }

    /// The names in the order of their first appearance.
    static func distinct(_ names: [String]) -> [String] {
        var seen: Set<String> = []
        return names.filter { seen.insert($0).inserted }
    }
}
