import BenchTesting
import Foundation

/// Looks for what was planted, in every spelling in which a program might write it down.
struct CanarySearch {
    /// A name for the message, and the bytes.
    let canaries: [(name: String, bytes: [UInt8])]

    /// Every canary that is in some bytes, as `PIN as hex`.
    func findings(in bytes: Data) -> [String] {
        canaries.flatMap { canary in
            Self.spellings(of: Data(canary.bytes)).filter { bytes.firstRange(of: $0.bytes) != nil }
                .map { "\(canary.name) as \($0.name)" }
        }
    }

    /// The same of everything that a command said.
    func findings(in run: CommandRun) -> [String] {
        findings(in: Data(run.outputBytes)) + findings(in: Data(run.errorBytes))
    }

    /// The same of every file below a folder, names included.
    func findings(below folder: String) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: folder)
            .flatMap { name in
                let bytes = FileManager.default.contents(atPath: "\(folder)/\(name)") ?? Data()
                return findings(in: bytes + Data(name.utf8)).map { "\(name): \($0)" }
            }
    }

    private static func spellings(of bytes: Data) -> [(name: String, bytes: Data)] {
        let lower = bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        // Inside a longer text the alignment is any of three, and what stands at the edges depends on the neighbours.
        let base64 = (0..<3)
            .map { shift in
                let text = (Data(repeating: 0x41, count: shift) + bytes).base64EncodedString().prefix { $0 != "=" }
                return ("base64", Data(text.dropFirst(shift == 0 ? 0 : shift + 1).dropLast(1).utf8))
            }
        return [
            ("itself", bytes), ("hex", Data(lower.utf8)), ("HEX", Data(lower.uppercased().utf8)),
            ("UTF-16", Data(bytes.flatMap { [$0, 0] })),
        ] + base64
    }
}
