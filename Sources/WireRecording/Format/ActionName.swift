import DeviceTransport

/// An operator's action as a recording spells it.
enum ActionName: String, CaseIterable {
    case touch
    case insertCard = "insert-card"
    case removeCard = "remove-card"
    case unplug
    case plugIn = "plug-in"
    case confirmDestruction = "confirm-destruction"

    init(_ action: OperatorRequest.Action) {
        self =
            switch action {
            case .touch: .touch
            case .insertCard: .insertCard
            case .removeCard: .removeCard
            case .unplug: .unplug
            case .plugIn: .plugIn
            case .confirmDestruction: .confirmDestruction
            }
    }
}

/// An operator's answer as a recording spells it.
enum AnswerName: String, CaseIterable {
    case done
    case skipped
    case timedOut = "timed-out"
    case nobodyToAsk = "nobody-to-ask"

    init(_ answer: OperatorAnswer) {
        self =
            switch answer {
            case .done: .done
            case .skipped: .skipped
            case .timedOut: .timedOut
            case .nobodyToAsk: .nobodyToAsk
            }
    }

    var answer: OperatorAnswer {
        switch self {
        case .done: .done
        case .skipped: .skipped
        case .timedOut: .timedOut
        case .nobodyToAsk: .nobodyToAsk
        }
    }
}
