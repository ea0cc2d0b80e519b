import ArgumentParser
import BenchInventory

/// Whether security keys are asked who vouches for them, and how long somebody may take to touch each.
struct AttestationOptions: ParsableArguments {
    @Flag(help: "Ask security keys who vouches for them; each has to be touched, and some demand their PIN.")
    var attest = false

    @Option(help: ArgumentHelp("How long somebody may take to touch a key, in seconds.", valueName: "seconds"))
    var touchTimeout = 30

    @OptionGroup var hands: OperatorOptions

    func validate() throws {
        guard attest || hands.pinDescriptor == nil else {
            throw ValidationError("--pin-fd is for --attest: nothing else sends a PIN")
        }
        guard (1...600).contains(touchTimeout) else {
            throw ValidationError("--touch-timeout takes between 1 and 600 seconds")
        }
    }

    /// How the keys among the devices are asked; `nil` where they are not.
    ///
    /// - Throws: `CommandFailure` when a PIN was given and it is not plain which key it belongs to.
    func asking(_ devices: [BenchDevice], _ console: Console) throws -> AttestationAsking? {
        guard attest else { return nil }
        let hands = try hands.resolve(keyCount: devices.count { $0.node != nil }, console)
        return AttestationAsking(touchLimit: .seconds(touchTimeout), hands: hands, console: console)
    }
}
