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

    /// How the keys among the devices are asked who vouches for them; `nil`, and said, where nobody may be asked to touch.
    ///
    /// - Throws: `CommandFailure` when a PIN was given and it is not plain which key it belongs to.
    func asking(_ devices: [BenchDevice], _ console: Console) throws -> AttestationAsking? {
        guard !hands.nonInteractive else {
            console.note(
                "note:  a key tells who vouches for it only when it is touched, and --non-interactive asks nobody for that: "
                    + "no key is asked"
            )
            return nil
        }
        let hands = try hands.resolve(keyCount: devices.count { $0.node != nil }, console)
        return AttestationAsking(touchLimit: .seconds(touchTimeout), hands: hands, console: console)
    }
}
