import DeviceTransport
import Evidence
import FIDOMetadata
import Glibc
import Ledger
import StrictYAML
import WireRecording

/// A command that cannot go on: what a person reads, what to do about it, and the exit status.
struct CommandFailure: Error, Sendable {
    /// Stable and machine-readable, such as `service-unavailable`.
    let code: String
    let message: String
    let remedy: String?
    let status: ExitStatus

    init(code: String, message: String, remedy: String? = nil, status: ExitStatus) {
        self.code = code
        self.message = message
        self.remedy = remedy
        self.status = status
    }

    /// Any error that a command may end with; nil for one that is none of ours.
    init?(describing error: any Error) {
        switch error {
        case let failure as CommandFailure: self = failure
        case let error as TransportError: self.init(error)
        case let error as RecordingError: self.init(error)
        case let error as EvidenceError: self.init(error)
        case let error as LedgerError: self.init(error)
        case let damage as StoredMetadata.Damage: self.init(damage)
        case let problems as YAMLProblems: self.init(problems)
        default: return nil
        }
    }

    init(_ error: TransportError) {
        self.init(
            code: error.code.rawValue,
            message: error.description,
            remedy: error.code.remedy,
            status: ExitStatus(error.code)
        )
    }

    init(_ error: RecordingError) {
        let status: ExitStatus =
            switch error.reason {
            case .missing: .noInput
            case .forbidden: .noPermission
            case .unreadable: .inputOutput
            case .malformed, .unsupportedVersion, .tooLarge: .badData
            }
        self.init(
            code: "recording-\(error.reason.rawValue)",
            message: error.description,
            remedy: error.remedy,
            status: status
        )
    }

    init(_ error: EvidenceError) {
        let status: ExitStatus =
            switch error.code {
            case .missing: .noInput
            case .exists, .inputOutput: .inputOutput
            case .exposedKey: .noPermission
            default: .badData
            }
        self.init(code: error.code.rawValue, message: error.description, remedy: error.remedy, status: status)
    }

    init(_ error: LedgerError) {
        let (status, remedy): (ExitStatus, String?) =
            switch error.code {
            case .damaged: (.badData, "`touchstone ledger rebuild` makes it again from the bundles")
            case .newer: (.badData, "use that release, or set XDG_DATA_HOME to another folder")
            case .busy: (.tryAgain, "try again when the other command has finished")
            case .inputOutput: (.inputOutput, nil)
            }
        self.init(
            code: "ledger-\(error.code.rawValue)",
            message: error.description,
            remedy: remedy,
            status: status
        )
    }

    init(_ problems: YAMLProblems) {
        self.init(code: "bad-file", message: problems.description, status: .badData)
    }

    /// A file that the system will not have read or written: 77 for what it does not permit, 74 for everything else.
    static func refused(_ path: String, _ what: String, number: Int32) -> Self {
        let isForbidden = number == EACCES || number == EPERM
        return Self(
            code: isForbidden ? "file-refused" : "file",
            message: "\(path): \(what): \(String(cString: strerror(number)).lowercased())",
            remedy: isForbidden ? "check the permissions of the file and of its folder" : nil,
            status: isForbidden ? .noPermission : .inputOutput
        )
    }

    /// A file that cannot be read or written.
    static func file(_ path: String, _ reason: String, status: ExitStatus = .inputOutput) -> Self {
        Self(code: "file", message: "\(path): \(reason)", status: status)
    }
}
