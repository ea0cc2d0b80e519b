import DeviceTransport

/// What a person reads and may type.
extension OperatorRequest {
    var sentence: String {
        switch action {
        case .touch: "touch \(device)"
        case .insertCard: "insert the card into \(device)"
        case .removeCard: "remove the card from \(device)"
        case .unplug: "unplug \(device)"
        case .plugIn: "plug in \(device)"
        case .confirmDestruction(let phrase): "what comes destroys something on \(device); to have it so type \(phrase)"
        }
    }

    var howToAnswer: String {
        if case .confirmDestruction = action {
            "anything else leaves it as it is"
        } else {
            "Enter when it is done, s skips it"
        }
    }

    /// What a typed line answers; `nil` when it is no answer.
    func answer(for line: String) -> OperatorAnswer? {
        if case .confirmDestruction(let phrase) = action { return line == phrase ? .done : .skipped }
        return line.isEmpty ? .done : Self.isSkip(line) ? .skipped : nil
    }

    static func isSkip(_ line: String) -> Bool { ["s", "skip"].contains(line.lowercased()) }
}

extension OperatorAnswer {
    var acknowledgement: String {
        switch self {
        case .done: "done\n"
        case .skipped: "skipped\n"
        case .timedOut: "\nthe time is over\n"
        case .nobodyToAsk: ""
        }
    }
}
