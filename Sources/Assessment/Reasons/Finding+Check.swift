extension Finding {
    /// What the required checks found.
    package enum CheckFinding: Hashable, Sendable {
        case passed(device: String, count: Int)
        case failed(device: String, check: String, reason: String?)
        case missing(device: String, check: String, reason: String?)
        /// Nothing was there to check.
        case noDevice(count: Int)
    }
}

extension Finding.CheckFinding {
    var sentence: String {
        switch self {
        case .passed(let device, let count): "\(device) passes \(count) of the required checks."
        case .failed(let device, let check, let reason):
            "\(device) fails the required check \(check)\(reason.map { ": \($0)" } ?? "")."
        case .missing(let device, let check, let reason):
            "Whether \(device) passes the required check \(check) is not known\(reason.map { ": \($0)" } ?? "")."
        case .noDevice(let count): "Nothing was on the bench that the \(count) required checks could be made on."
        }
    }

    var remedy: String? {
        switch self {
        case .failed(let device, let check, _):
            "Replace \(device); `touchstone check explain \(check)` says what it is held to."
        case .passed, .missing, .noDevice: nil
        }
    }
}
