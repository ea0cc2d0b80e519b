import ISO7816
import Octets

/// A question to which the recording has no answer.
package struct EmulationGap: Hashable, Sendable, CustomStringConvertible {
    /// What was asked, as a clause, without anything that may be a PIN.
    package let description: String

    init(_ description: String) {
        self.description = description
    }

    /// A command, whole only where it cannot carry a secret.
    init(command: [UInt8], selection: [UInt8]?) {
        let plain: [Instruction] = [
            .select, .getResponse, .getData, .getDataOdd, .readBinary, .readBinaryOdd, .readRecord, .readRecordOdd,
        ]
        let instruction = command.count > 1 ? Instruction(rawValue: command[1]) : nil
        let name = instruction?.name.map { " (\($0))" } ?? ""
        let isPlain = command.first.map { $0 & 0xFC == 0 } ?? true && instruction.map(plain.contains) ?? true
        let header = Hex.encode(Array(command.prefix(4)))
        let bytes = isPlain || command.count <= 5 ? Hex.encode(command) : "\(header) and \(command.count - 4) bytes"
        let place = selection.map { "with \(Hex.encode($0)) selected" } ?? "before anything was selected"
        description = "the recording holds no answer to \(bytes)\(name) \(place)"
    }
}
