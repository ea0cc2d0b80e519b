package import ArgumentParser
import Glibc

/// The `touchstone` command.
package struct Touchstone: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "touchstone",
        abstract: "Certifies kiosk builds, with the authenticators in use, against the support matrix.",
        discussion: """
            Looks at the readers, cards and security keys on the bench, combines what it sees with the NHS England \
            support matrix and gives a verdict for each system, browser and authenticator of a build.

            touchstone certify build.yaml
            touchstone certify build.yaml --replay recordings/
            touchstone devices --watch
            """,
        version: ToolVersion.current,
        subcommands: [
            CertifyCommand.self, CheckCommand.self, DevicesCommand.self, DoctorCommand.self, ProbeCommand.self,
            RecordCommand.self, ReplayCommand.self, EmulateCommand.self, BuildCommand.self, MatrixCommand.self,
            MetadataCommand.self, AttestCommand.self, EvidenceCommand.self, HistoryCommand.self, LedgerCommand.self,
            ReassessCommand.self,
        ]
    )

    package init() {}

    /// Runs the command line of this process and exits.
    package static func start() async {
        StandardOutput.prepare()
        GivenPIN.leaveEnvironment()
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            leave(with: error)
        }
    }

    /// Ends the process as the parser would, with its usage line broken.
    private static func leave(with error: any Error) {
        // Asked for the message of a mere exit code, the parser makes a whole help screen before it says that there is none.
        if let code = error as? ExitCode { Glibc.exit(code.rawValue) }
        let code = exitCode(for: error)
        let text = UsageLine.wrap(in: DefaultSubcommandHelp.completing(fullMessage(for: error)))
        if !text.isEmpty {
            let console = Console(isQuiet: false)
            if code.isSuccess { console.print(text) } else { console.note(text) }
            if let loss = StandardOutput.failure {
                console.failure(loss)
                Glibc.exit(loss.status.rawValue)
            }
        }
        Glibc.exit(code.rawValue)
    }
}
