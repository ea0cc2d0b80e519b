import ArgumentParser
import BenchInventory

/// Who touches security keys, how long that may take, and which PIN they have brought.
struct TouchOptions: ParsableArguments {
    @Option(help: ArgumentHelp("How long somebody may take to touch a key, in seconds.", valueName: "seconds"))
    var touchTimeout = 30

    @OptionGroup var hands: OperatorOptions

    func validate() throws {
        guard (1...600).contains(touchTimeout) else {
            throw ValidationError("--touch-timeout takes between 1 and 600 seconds")
        }
    }

    /// How the keys among the devices are asked who vouches for them.
    ///
    /// - Throws: `CommandFailure` when a PIN was given and it is not plain which key it belongs to.
    func asking(_ devices: [BenchDevice], _ console: Console) throws -> AttestationAsking {
        let hands = try hands.resolve(keyCount: devices.count { $0.node != nil }, console)
        return AttestationAsking(touchLimit: .seconds(touchTimeout), hands: hands, console: console)
    }
}
