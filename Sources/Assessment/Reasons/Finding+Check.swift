extension Finding {
    /// What the required checks found.
    package enum CheckFinding: Hashable, Sendable {
        case passed(device: String, count: Int)
        case failed(device: String, check: String, reason: String?)
        /// It passed, and there is something to heed.
        case marginal(device: String, check: String, what: String)
        /// It failed, and somebody accepts that until a day.
        case waived(device: String, check: String, reason: String?, waiver: String)
        case missing(device: String, check: String, reason: String?)
        /// Nothing was there to check.
        case noDevice(count: Int)
        /// Nobody has made any.
        case leftOut(count: Int)
    }
}

extension Finding.CheckFinding {
    var sentence: String {
        switch self {
        case .passed(let device, let count): "\(device) passes \(count) of the required checks."
        case .failed(let device, let check, let reason):
            "\(device) fails the required check \(check)\(reason.map { ": \($0)" } ?? "")."
        case .marginal(let device, let check, let what):
            "\(device) passes the required check \(check) with a remark: \(what)."
        case .waived(let device, let check, let reason, let waiver):
            "\(device) fails the required check \(check)\(reason.map { ": \($0)" } ?? ""); waived: \(waiver)."
        case .missing(let device, let check, let reason):
            "Whether \(device) passes the required check \(check) is not known\(reason.map { ": \($0)" } ?? "")."
        case .noDevice(let count): "Nothing that the build names was on the bench for the \(count) required checks."
        case .leftOut(let count): "None of the \(count) required checks was made."
        }
    }

    var remedy: String? {
        switch self {
        case .failed(let device, let check, _) where check.hasPrefix("run."):
            "Find out what sends PINs to \(device), and check it again."
        case .failed(let device, let check, _):
            "Replace \(device); `touchstone check explain \(check)` says what it is held to."
        case .waived(let device, _, _, _): "Replace \(device) before the waiver ends."
        case .passed, .marginal, .missing, .noDevice, .leftOut: nil
        }
    }
}
