import BenchTesting
import FixtureSupport
import Foundation
import Testing

extension EndToEnd {
    /// A recording that was tampered with, or torn, does not pass.
    struct TamperedRecordingTests {
        /// An event of a sample recording.
        struct Request: CustomTestStringConvertible {
            let file: String
            /// The line's index in the file; the event's number, since the header is the first.
            let event: Int
            let byteCount: Int
            let isMasked: Bool

            var testDescription: String { "\(file), event \(event)" }
        }

        private static func requests() throws -> [Request] {
            try ["01-touchstone-virtual-reader", "03-touchstone-model-two"]
                .flatMap { file in
                    let lines = try Fixtures.text("recordings/ward/\(file).jsonl").split(separator: "\n")
                    return try lines.indices.filter { isRequest(lines[$0]) }
                        .map { index in
                            let start = try #require(lines[index].range(of: #""data":""#)).upperBound
                            let digits = lines[index][start...].prefix { $0 != "\"" }
                            return Request(
                                file: file,
                                event: index,
                                byteCount: digits.count / 2,
                                isMasked: lines[index].contains(#""mask""#)
                            )
                        }
                }
        }

        @Test func thereAreRequestsOfAllKinds() throws {
            let requests = try Self.requests()
            #expect(requests.count == 8 + 4)
            #expect(requests.count(where: \.isMasked) == 1)
        }

        /// Done when: each byte of each request, and the error names the event and the place.
        @Test(arguments: try requests())
        func aFlippedByteIsNamed(request: Request) async throws {
            let folder = try TemporaryFolder()
            let lines = try Fixtures.text("recordings/ward/\(request.file).jsonl").split(separator: "\n")
            for byte in 0..<request.byteCount {
                let path = try folder.write(
                    try Self.flipping(byte: byte, of: lines, at: request.event),
                    to: "flipped.jsonl"
                )
                let run = try await Tool.run(["replay", path])
                #expect(run.exitCode == 65, "\(run)")
                #expect(run.output.isEmpty)
                #expect(run.errorText.contains("flipped.jsonl"))
                if request.isMasked {
                    // A mask holds zeros, and anything else there is refused when the file is read.
                    #expect(run.errorText.contains("lies under a mask"), "\(run)")
                } else {
                    #expect(run.errorText.contains("error: \(path): the recording was altered"), "\(run)")
                    #expect(run.errorText.contains("event \(request.event), "), "\(run)")
                    #expect(run.errorText.contains("byte \(byte) of the "), "\(run)")
                }
            }
            let certified = try await Tool.run(["certify", Tool.build("ward-kiosk"), "--replay", folder.path])
            #expect(certified.exitCode == 65, "\(certified)")
        }

        /// An answer that was changed must not decide a verdict.
        @Test func aFlippedAnswerIsNoticed() async throws {
            let folder = try TemporaryFolder()
            for name in ["01-touchstone-virtual-reader", "03-touchstone-model-two"] {
                let lines = try Fixtures.text("recordings/ward/\(name).jsonl").split(separator: "\n")
                let answers = lines.indices.filter { lines[$0].contains(#""data":""#) && !Self.isRequest(lines[$0]) }
                #expect(answers.count >= 4)
                for index in answers.prefix(4) {
                    let changed = try Self.flipping(byte: 0, of: lines, at: index)
                    let path = try folder.write(changed, to: "\(name)-\(index).jsonl")
                    let run = try await Tool.run(["replay", path])
                    #expect(run.exitCode == 65, "line \(index + 1) of \(name): \(run)")
                    guard !run.errorText.contains(":\(index + 1):") else { continue }
                    #expect(run.errorText.contains("error: \(path): the recording was altered"), "\(run)")
                    #expect(run.errorText.contains("hint:  restore the file from where"), "\(run)")
                }
            }
        }

        @Test func aTornRecordingSaysSo() async throws {
            let folder = try TemporaryFolder()
            let whole = try Fixtures.text("recordings/ward/01-touchstone-virtual-reader.jsonl")
            let path = try folder.write(String(whole.prefix(whole.count / 2)), to: "torn.jsonl")
            let run = try await Tool.run(["replay", path])
            #expect(run.exitCode == 65, "\(run)")
            #expect(run.errorText.contains("incomplete"), "\(run)")
            #expect(run.errorText.contains("is torn"), "\(run)")
        }

        /// A recording that only lacks its last line still replays, and says that it is incomplete.
        @Test func aRecordingWithoutItsEndSaysSo() async throws {
            let folder = try TemporaryFolder()
            let lines = try Fixtures.text("recordings/ward/02-touchstone-virtual-reader.jsonl").split(separator: "\n")
            let path = try folder.write(lines.dropLast().joined(separator: "\n") + "\n", to: "open.jsonl")
            let run = try await Tool.run(["replay", path])
            #expect(run.exitCode == 0, "\(run)")
            #expect(run.errorText.contains("incomplete: there is no end event"), "\(run)")
        }

        private static func isRequest(_ line: Substring) -> Bool {
            line.contains(#""kind":"request""#) || line.contains(#""dir":"out""#)
        }

        /// The lines as a file, the lowest bit of one byte of `data` turned over.
        private static func flipping(byte: Int, of lines: [Substring], at index: Int) throws -> String {
            var line = String(lines[index])
            let start = try #require(line.range(of: #""data":""#)).upperBound
            let low = line.index(start, offsetBy: 2 * byte + 1)
            let digit = try #require(line[low].hexDigitValue)
            line.replaceSubrange(low...low, with: String(digit ^ 1, radix: 16))
            var changed = lines.map(String.init)
            changed[index] = line
            return changed.joined(separator: "\n") + "\n"
        }
    }
}
