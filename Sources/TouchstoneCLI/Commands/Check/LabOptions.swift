import ArgumentParser
import Checks
import Foundation
import SafetyGuard

/// Whether checks may spend or destroy something, and on which devices.
struct LabOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Run checks that spend (d3) or destroy (d4) something, on devices of the lab's list alone.",
            valueName: "class"
        )
    )
    var allowDanger: SpendingClass?

    @Option(
        help: ArgumentHelp(
            "The list of the lab's own devices; lab-devices.yaml in the configuration folder.",
            valueName: "file"
        )
    )
    var labDevices: String?

    func validate() throws {
        guard allowDanger != nil || labDevices == nil else {
            throw ValidationError("--lab-devices goes with --allow-danger")
        }
    }

    /// The list that the option names, or that of the user.
    ///
    /// - Throws: `CommandFailure` where there is none, `YAMLProblems` where it is wrong.
    func list() throws -> LabList {
        let path =
            labDevices ?? "\(BaseFolder.configuration.path(in: ProcessInfo.processInfo.environment))/lab-devices.yaml"
        guard FileManager.default.fileExists(atPath: path) else {
            throw CommandFailure(
                code: "no-lab-list",
                message: "\(path): there is no list of the lab's devices, so none is spent on",
                remedy: "docs/safety.md describes the list; --lab-devices names another file",
                status: .noPermission
            )
        }
        return try LabList(reading: InputFile.bytes(path, called: "list of devices"), file: path)
    }
}

/// The classes that have to be asked for by name.
enum SpendingClass: String, ExpressibleByArgument, CaseIterable {
    case d3, d4

    var danger: DangerClass { self == .d3 ? .d3 : .d4 }
}
