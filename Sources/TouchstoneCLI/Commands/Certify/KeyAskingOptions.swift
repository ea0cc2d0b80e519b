import ArgumentParser
import BenchInventory

/// Whether a certification asks the security keys on the bench who vouches for them.
///
/// Where it can it does, since without an answer there is no verdict; but nobody is asked for a touch who is not there.
struct KeyAskingOptions: ParsableArguments {
    @Flag(
        inversion: .prefixedNo,
        help: "Ask security keys who vouches for them, if the build names any; asked at a terminal without this."
    )
    var attest: Bool?

    @OptionGroup var touch: TouchOptions

    func validate() throws {
        guard attest != false || touch.hands.pinDescriptor == nil else {
            throw ValidationError("--pin-fd is for keys that are asked: nothing else sends a PIN")
        }
    }

    /// How the keys among the devices are asked; `nil` where they are not.
    ///
    /// - Throws: `CommandFailure` when a PIN was given and it is not plain which key it belongs to.
    func asking(_ devices: [BenchDevice], _ console: Console) throws -> AttestationAsking? {
        guard devices.contains(where: { $0.node != nil }) else { return nil }
        switch attest {
        case true?: break
        case false?: return nil
        case nil:
            guard touch.hands.isSomebodyThere else {
                console.note("note:  nobody is at a terminal, so no key is asked who vouches for it; --attest asks")
                return nil
            }
        }
        return try touch.asking(devices, console)
    }
}
