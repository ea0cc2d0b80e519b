import ArgumentParser
import BenchInventory

/// Whether security keys are asked who vouches for them, and by whose hands.
struct AttestationOptions: ParsableArguments {
    @Flag(help: "Ask security keys who vouches for them; each has to be touched, and some demand their PIN.")
    var attest = false

    @OptionGroup var touch: TouchOptions

    func validate() throws {
        guard attest || touch.hands.pinDescriptor == nil else {
            throw ValidationError("--pin-fd is for --attest: nothing else sends a PIN")
        }
    }

    /// How the keys among the devices are asked; `nil` where they are not.
    ///
    /// - Throws: `CommandFailure` when a PIN was given and it is not plain which key it belongs to.
    func asking(_ devices: [BenchDevice], _ console: Console) throws -> AttestationAsking? {
        attest ? try touch.asking(devices, console) : nil
    }
}
