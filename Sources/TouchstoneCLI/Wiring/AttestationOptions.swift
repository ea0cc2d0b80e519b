import ArgumentParser

/// Whether security keys are asked who vouches for them, and how long somebody may take to touch each.
struct AttestationOptions: ParsableArguments {
    @Flag(help: "Ask security keys who vouches for them; each has to be touched.")
    var attest = false

    @Option(help: ArgumentHelp("How long somebody may take to touch a key, in seconds.", valueName: "seconds"))
    var touchTimeout = 30

    func validate() throws {
        guard (1...600).contains(touchTimeout) else {
            throw ValidationError("--touch-timeout takes between 1 and 600 seconds")
        }
    }

    /// How keys are asked; `nil` where they are not.
    func asking(_ console: Console) -> AttestationAsking? {
        attest ? AttestationAsking(touchLimit: .seconds(touchTimeout), console: console) : nil
    }
}
