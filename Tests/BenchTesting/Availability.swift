import Foundation

/// Whether the virtual bench can run on this machine, for `.enabled(if:_:)`.
///
/// ```swift
/// @Suite(.enabled(if: Availability.isBenchAvailable, "\(Availability.reason)"))
/// ```
package enum Availability {
    /// Why there can be no bench, or `nil` when there can.
    ///
    /// A bench is started once to find out: user namespaces, mounts, pcscd, libumockdev and a readable build folder are
    /// too much to guess from outside.
    package static let obstacle: String? = {
        let program = BuildFolder.program("virtual-bench")
        guard FileManager.default.isExecutableFile(atPath: program) else { return "\(program) was not built" }
        do {
            let run = try RunningCommand(program, ["--check"]).finish(within: .seconds(60))
            guard run.exitCode != 0 else { return nil }
            let complaint = run.errorText.trimmingCharacters(in: .whitespacesAndNewlines)
            return complaint.isEmpty ? "virtual-bench --check ended with \(run.exitCode)" : complaint
        } catch {
            return "\(error)"
        }
    }()

    package static var isBenchAvailable: Bool { obstacle == nil }

    /// What to say about tests that are skipped.
    package static var reason: String { obstacle ?? "the virtual bench can run here" }

    /// Whether a foreign tool is installed.
    package static func hasTool(_ name: String) -> Bool {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
        return folders.contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(name)") }
    }
}
