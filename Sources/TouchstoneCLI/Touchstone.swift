package import ArgumentParser

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
            CertifyCommand.self, DevicesCommand.self, DoctorCommand.self, ProbeCommand.self, RecordCommand.self,
            ReplayCommand.self, BuildCommand.self, MatrixCommand.self,
        ]
    )

    package init() {}

    /// Runs the command line of this process and exits.
    package static func start() async {
        await main()
    }
}
