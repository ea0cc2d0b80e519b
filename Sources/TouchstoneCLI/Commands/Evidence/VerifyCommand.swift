import ArgumentParser
import Evidence
import Foundation
import StrictYAML

/// The command `touchstone evidence verify`.
struct VerifyCommand: BenchCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Re-performs a bundle: signature, digests, recordings, verdict, reports.",
        discussion: """
            Nothing in the bundle is believed. The recordings are replayed, the build is judged again, and what comes out \
            is compared with what the bundle says. Exit status: 0 all of it holds; 2 nothing is wrong, but something stays \
            open, and what is said: it is unsigned, no key to trust was given, a recording is not whole, what was left out \
            is needed, or the reports are of another release; 65 something was changed, or keys to trust were given and \
            none of them signed it.

            touchstone evidence verify certification --trust lab-2026.pub
            touchstone evidence verify ward-17.tar --allow-unsigned
            """
    )

    @Argument(help: ArgumentHelp("The bundle, a folder or a tar archive.", valueName: "bundle"))
    var bundle: String

    @Option(help: ArgumentHelp("Public keys to trust; may be given again.", valueName: "file"))
    var trust: [String] = []

    @Flag(help: "Take an unsigned bundle for good when all else holds, with --trust too.")
    var allowUnsigned = false

    @OptionGroup var timeout: TimeoutOption
    @OptionGroup var output: OutputOptions

    private struct Result: Encodable {
        let bundle: String
        let outcome: VerificationStep.Outcome
        let steps: [VerificationStep]
    }

    func execute(_ console: Console) async throws -> ExitStatus {
        let keys = try trustedKeys()
        let files = try BundleFiles(reading: bundle)
        let reperformance = Reperformance(of: files, limit: timeout.limit, console: console)
        let steps = try await reperformance.steps(trust: keys, allowingUnsigned: allowUnsigned)
        let outcome = Self.outcome(of: steps)
        if output.isJSON {
            let result = Result(bundle: files.name, outcome: outcome, steps: steps)
            console.print(try JSONOutput(schema: "touchstone.verification/1", result: result).text())
        } else {
            show(steps, outcome, of: files.name, console)
        }
        switch outcome {
        case .passed: return .ok
        case .open: return .inconclusive
        case .failed: return .badData
        }
    }

    private static func outcome(of steps: [VerificationStep]) -> VerificationStep.Outcome {
        if steps.contains(where: { $0.outcome == .failed }) { return .failed }
        return steps.contains { $0.outcome == .open } ? .open : .passed
    }

    private func trustedKeys() throws -> TrustedKeys? {
        guard !trust.isEmpty else { return nil }
        var keys = TrustedKeys()
        for path in trust {
            let bytes = try InputFile.bytes(path, called: "key")
            guard !SigningKey.isPrivate(pem: bytes) else {
                throw EvidenceError(
                    .badKey,
                    path: path,
                    "this is a private key, and verifiers get the public one",
                    remedy: "name the .pub file that was made with it, and give the private key to nobody"
                )
            }
            keys.keys += try TrustedKeys(reading: bytes, file: path).keys
        }
        return keys
    }

    private func show(
        _ steps: [VerificationStep],
        _ outcome: VerificationStep.Outcome,
        of name: String,
        _ console: Console
    ) {
        let (word, style): (String, Console.Style) =
            switch outcome {
            case .passed: ("RE-PERFORMED", .good)
            case .open: ("RE-PERFORMED, WITH SOMETHING OPEN", .doubtful)
            case .failed: ("NOT RE-PERFORMED", .bad)
            }
        console.print(console.stressed(word, as: style) + ": \(name)")
        for step in steps {
            let mark =
                switch step.outcome {
                case .passed: "ok"
                case .open: "open"
                case .failed: "FAILED"
                }
            let start =
                "  " + mark.padding(toLength: 8, withPad: " ", startingAt: 0)
                + step.name.padding(toLength: 12, withPad: " ", startingAt: 0)
            console.print(start + step.summary)
            let indent = String(repeating: " ", count: 22)
            for finding in step.findings { console.print(indent + finding) }
            if let remedy = step.remedy { console.print("\(indent)hint:  \(remedy)") }
        }
    }
}
